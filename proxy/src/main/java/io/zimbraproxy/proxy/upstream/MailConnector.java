package io.zimbraproxy.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.zimbraproxy.crds.spec.ProxyProtocolVersion;
import io.zimbraproxy.proxy.observe.TimeLine;
import io.zimbraproxy.proxy.relay.RelayReads;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.net.InetSocketAddress;

/** Opens the connections of one event loop to the mail ports of mailbox servers. */
public final class MailConnector {
    private final Dialer dialer;
    private final UpstreamNames names;
    private final LoginTimes times;
    private final ProxyProtocolVersion header;

    /** Connections as {@code tls} and {@code times} say; {@code header} tells servers of clients. */
    public MailConnector(
            Vertx vertx, UpstreamTls tls, UpstreamNames names, LoginTimes times, ProxyProtocolVersion header) {
        this.header = header;
        this.names = names;
        this.times = times;
        dialer = new Dialer(vertx, tls, RelayReads::new, times.connect(), times.handshake());
    }

    /** A login there; it begins when started. */
    public MailLogin logIn(
            Route route, UpstreamLogin login, ClientEnds client, MailLogin.LoginOutcome outcome, TimeLine timeLine) {
        return new MailLogin(this, route, login, client, outcome, timeLine);
    }

    /** What the server is sent first, before TLS; null for nothing. */
    ByteBuf header(ClientEnds client) {
        if (header == ProxyProtocolVersion.None) {
            return null;
        }
        ByteBuf bytes = Unpooled.buffer();
        ProxyHeader.write(header, client.peer(), client.port(), bytes);
        return bytes;
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
