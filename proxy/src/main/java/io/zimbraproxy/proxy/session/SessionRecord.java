package io.zimbraproxy.proxy.session;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.zimbraproxy.proxy.observe.AccessLog;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.observe.TimeLine;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.route.UserName;
import org.jspecify.annotations.Nullable;

/** Collects what the access log tells about one session. */
final class SessionRecord {
    private final TimeLine timeLine = new TimeLine();
    private final String listener;
    private final String client;
    private @Nullable String tls;
    private @Nullable UserName user;
    private @Nullable Route route;
    private @Nullable String why;

    SessionRecord(String listener, String client) {
        this.listener = listener;
        this.client = client;
    }

    TimeLine timeLine() {
        return timeLine;
    }

    void encrypted(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        tls = handler == null ? null : handler.engine().getSession().getProtocol();
        timeLine.mark("tls");
    }

    void user(UserName name) {
        user = name;
        timeLine.mark("auth");
    }

    void route(Route found) {
        route = found;
        timeLine.mark("route");
    }

    /** Records the reason of a failure, for the administrator; printable. */
    void why(String reason) {
        why = reason;
    }

    void write(CloseCause cause, long fromClient, long fromUpstream) {
        if (!AccessLog.enabled()) {
            return;
        }
        AccessLog.write(new LogLine("session")
                .with("listener", listener)
                .with("client", client)
                .with("tls", tls)
                .with("user", user)
                .with("upstream", route == null ? null : route.hostAndPort())
                .with("cause", cause.label())
                .with("why", why)
                .with("in", fromClient)
                .with("out", fromUpstream)
                .withSeconds("seconds", timeLine.elapsedNanos())
                .with("steps", timeLine));
    }
}
