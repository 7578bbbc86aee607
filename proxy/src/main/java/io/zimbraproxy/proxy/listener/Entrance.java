package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.ClientPeer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Finds out who has come, before anything else: the connection's other end, or whom a load balancer in front names. */
final class Entrance {
    private static final Logger LOG = Logger.getLogger(Entrance.class);

    /** A load balancer that is set up wrongly sends thousands of connections: it is told of now and then. */
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final String listener;
    /** Null where there is no load balancer. */
    private final ProxyHeaderRules rules;

    private final ProxyMetrics metrics;
    private long lastSaid = System.nanoTime() - QUIET_NANOS;

    Entrance(Listener settings, Duration timeout, ProxyMetrics metrics) {
        this.listener = settings.name();
        this.rules = settings.proxyProtocol() == null ? null : ProxyHeaderRules.of(settings.proxyProtocol(), timeout);
        this.metrics = metrics;
    }

    /** Goes on with the client's address; does not when the connection is refused. On the channel's event loop. */
    void enter(Channel channel, Consumer<ClientPeer> next) {
        if (rules == null) {
            next.accept(ClientPeer.of(channel));
        } else {
            channel.pipeline()
                    .addFirst(new ProxyHeaderReader(
                            rules, next, fault -> refused(ClientPeer.of(channel).address(), fault)));
        }
    }

    private void refused(String address, ProxyHeaderFault fault) {
        metrics.headerRefused(listener, fault.label());
        long now = System.nanoTime();
        if (now - lastSaid >= QUIET_NANOS) {
            lastSaid = now;
            LOG.warn(new LogLine(
                            "connection without a valid PROXY header refused; check the load balancer and proxyProtocol")
                    .with("listener", listener)
                    .with("from", address)
                    .with("why", fault.label()));
        }
    }
}
