package io.zimbraproxy.proxy.upstream;

import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCounted;
import io.vertx.core.Vertx;
import io.zimbraproxy.crds.spec.ProxyProtocolVersion;
import io.zimbraproxy.proxy.observe.TimeLine;
import io.zimbraproxy.proxy.relay.RelayReads;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Connects one event loop to the mail ports of mailbox servers. */
public final class MailConnector {
    private final Dialer dialer;
    private final UpstreamNames names;
    private final LoginTimes times;
    private final ProxyProtocolVersion header;

    /** {@code header} is the PROXY protocol header that tells the servers of clients. */
    public MailConnector(
            Vertx vertx, UpstreamTls tls, UpstreamNames names, LoginTimes times, ProxyProtocolVersion header) {
        this.header = header;
        this.names = names;
        this.times = times;
        dialer = new Dialer(vertx, tls, RelayReads::new, times.connect(), times.handshake());
    }

    /** Prepares a login at the server of a route; {@link MailLogin#start} begins it. */
    public MailLogin logIn(
            Route route, UpstreamLogin login, ClientEnds client, MailLogin.LoginOutcome outcome, TimeLine timeLine) {
        return new MailLogin(this, route, login, client, outcome, timeLine);
    }

    /** Returns the PROXY protocol header for a client; null if the servers get none. */
    @Nullable
    ReferenceCounted header(ClientEnds client) {
        return ProxyHeader.of(header, client.peer(), client.port());
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
