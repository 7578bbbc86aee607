package io.zimbraproxy.proxy.session;

import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.relay.RelayLoop;
import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.route.resolve.RouteResolver;
import io.zimbraproxy.proxy.throttle.MailFamily;
import io.zimbraproxy.proxy.throttle.MailGuards;
import io.zimbraproxy.proxy.tls.ActiveTls;
import io.zimbraproxy.proxy.tls.AlpnFamily;
import io.zimbraproxy.proxy.tls.TlsStart;
import io.zimbraproxy.proxy.upstream.MailConnector;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts that the sessions of one listener share on one event loop.
 *
 * @param listener name of the listener in the configuration
 * @param port port of the listener
 * @param dialogues creates a dialogue for a connection; the parameter tells whether the connection is encrypted
 * @param upstreamProtocol protocol of the connections to mailbox servers
 * @param idle a relay without a byte for this long is closed
 * @param tls TLS for STARTTLS and STLS
 * @param delegation the proxy's credentials for lookup handlers that issue tokens; null without GSSAPI
 * @param workers runs work that may block
 */
public record SessionService(
        String listener,
        int port,
        Function<Boolean, Dialogue> dialogues,
        UpstreamProtocol upstreamProtocol,
        Timeouts timeouts,
        Duration idle,
        MailFamily family,
        ActiveTls tls,
        MailGuards guards,
        @Nullable Delegation delegation,
        RouteResolver routes,
        MailConnector connector,
        RelayLoop relays,
        Executor workers,
        ProxyMetrics metrics) {
    /** Creates the handler that begins TLS with a client; it must be the first of the pipeline. */
    public TlsStart tlsStart() {
        AlpnFamily alpn = family == MailFamily.IMAP ? AlpnFamily.IMAP : AlpnFamily.POP3;
        return new TlsStart(tls, alpn, timeouts.tlsHandshake());
    }
}
