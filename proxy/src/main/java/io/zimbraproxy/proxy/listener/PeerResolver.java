package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.ProxyProtocol;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Determines the client of a new connection: the remote end, or the client in the PROXY protocol header of a load balancer. */
public final class PeerResolver {
    private final String listener;
    /** Null if the listener has no PROXY protocol. */
    private final @Nullable ProxyHeaderRules rules;

    private final ProxyMetrics metrics;
    private final RefusalLog log;

    public PeerResolver(Listener settings, Duration timeout, ProxyMetrics metrics, RefusalLog log) {
        this.listener = settings.name();
        ProxyProtocol protocol = settings.proxyProtocol();
        this.rules = protocol == null ? null : ProxyHeaderRules.of(protocol, timeout);
        this.metrics = metrics;
        this.log = log;
    }

    /** Passes the client to {@code next}, or closes the connection if it is refused. Must be called on the channel's event loop. */
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
