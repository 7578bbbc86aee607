package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import java.time.Duration;
import java.util.function.Consumer;

/** Finds out who has come, before anything else: the connection's other end, or whom a load balancer in front names. */
public final class PeerResolver {
    private final String listener;
    /** Null where there is no load balancer. */
    private final ProxyHeaderRules rules;

    private final ProxyMetrics metrics;
    private final RefusalLog log;

    public PeerResolver(Listener settings, Duration timeout, ProxyMetrics metrics, RefusalLog log) {
        this.listener = settings.name();
        this.rules = settings.proxyProtocol() == null ? null : ProxyHeaderRules.of(settings.proxyProtocol(), timeout);
        this.metrics = metrics;
        this.log = log;
    }

    /** Goes on with the client's address; does not when the connection is refused. On the channel's event loop. */
    public void resolve(Channel channel, Consumer<ClientPeer> next) {
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
        log.refused(listener, address, fault);
    }
}
