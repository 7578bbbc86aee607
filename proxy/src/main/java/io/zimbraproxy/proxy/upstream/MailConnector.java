package io.zimbraproxy.proxy.upstream;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.zimbraproxy.proxy.observe.TimeLine;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.net.InetSocketAddress;

/** Opens the connections of one event loop to the mail ports of mailbox servers. */
public final class MailConnector {
    private final Dialer dialer;
    private final UpstreamNames names;
    private final LoginTimes times;

    /** Connections as {@code tls} and {@code times} say. */
    public MailConnector(Vertx vertx, UpstreamTls tls, UpstreamNames names, LoginTimes times) {
        this.names = names;
        this.times = times;
        dialer = new Dialer(vertx, tls, times.connect(), times.handshake());
    }

    /** A login there; it begins when started. */
    public MailLogin logIn(Route route, UpstreamLogin login, MailLogin.Outcome outcome, TimeLine timeLine) {
        return new MailLogin(this, route, login, outcome, timeLine);
    }

    InetSocketAddress address(Route route) {
        return names.address(route.host(), route.port());
    }

    Dialer dialer() {
        return dialer;
    }

    LoginTimes times() {
        return times;
    }

    EventLoop loop() {
        return dialer.loop();
    }
}
