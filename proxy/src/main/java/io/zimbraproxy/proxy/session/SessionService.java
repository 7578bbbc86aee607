package io.zimbraproxy.proxy.session;

import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.relay.RelayLoop;
import io.zimbraproxy.proxy.route.RouteResolver;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.throttle.LoginLimits;
import io.zimbraproxy.proxy.throttle.MailFamily;
import io.zimbraproxy.proxy.upstream.MailConnector;
import java.time.Duration;
import java.util.function.Function;

/**
 * What the sessions of one listener on one event loop share.
 *
 * @param listener its name in the configuration
 * @param dialogues makes a dialogue for a connection that is encrypted already, or not
 * @param upstreamProtocol how the mailbox servers are spoken to
 * @param idle a relay without a byte for this long is ended
 */
public record SessionService(
        String listener,
        Function<Boolean, Dialogue> dialogues,
        UpstreamProtocol upstreamProtocol,
        Timeouts timeouts,
        Duration idle,
        MailFamily family,
        LoginLimits limits,
        RouteResolver routes,
        MailConnector connector,
        RelayLoop relays,
        ProxyMetrics metrics) {}
