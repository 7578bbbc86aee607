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

/**
 * What the sessions of one listener on one event loop share.
 *
 * @param listener its name in the configuration
 * @param port it listens on
 * @param dialogues makes a dialogue for a connection that is encrypted already, or not
 * @param upstreamProtocol how the mailbox servers are spoken to
 * @param delegation what is shown to lookup handlers for a token; null without GSSAPI
 * @param tls for STARTTLS
 * @param workers for what may take its time
 * @param idle a relay without a byte for this long is ended
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
        Delegation delegation,
        RouteResolver routes,
        MailConnector connector,
        RelayLoop relays,
        Executor workers,
        ProxyMetrics metrics) {
    /** What begins TLS with a client when it is put first into the pipeline. */
    public TlsStart tlsStart() {
        AlpnFamily alpn = family == MailFamily.IMAP ? AlpnFamily.IMAP : AlpnFamily.POP3;
        return new TlsStart(tls, alpn, timeouts.tlsHandshake());
    }
}
