package io.zimbraproxy.proxy.upstream;

import io.netty.util.NetUtil;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.proxy.observe.LogLine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The pools of the configuration with the addresses of their servers. The addresses are resolved again from time to
 * time, because mailbox servers move. Safe for all threads; {@link #refresh} blocks.
 */
public final class Pools implements UpstreamNames {
    private static final Logger LOG = Logger.getLogger(Pools.class);

    /** A pool with its part of the configuration. */
    private record Configured(Pool pool, io.zimbraproxy.crds.spec.Pool settings) {}

    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final List<Configured> configured = new ArrayList<>();
    private final ServerNames names;
    /** Host names that were not found last time; each is logged once. */
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    public Pools(Upstream upstream, ServerNames names) {
        this.names = names;
        boolean tls = upstream.tls().enabled();
        for (io.zimbraproxy.crds.spec.Pool settings : WebPools.all(upstream.pools())) {
            String name = settings.name();
            Pool pool = new Pool(name, WebPools.tls(name, tls), settings.balancing());
            pools.put(name, pool);
            configured.add(new Configured(pool, settings));
        }
    }

    /** Takes over the servers of {@code before} with their state. Must be called before the first refresh. */
    public void adopt(Pools before) {
        for (Configured each : configured) {
            Pool pool = each.pool();
            before.named(pool.name()).ifPresent(old -> pool.peers(old.peers()));
            if (each.settings().health().active() == null) {
                // Without health checks, a server that is down would stay down.
                pool.peers().forEach(peer -> peer.check(true));
            }
        }
    }

    /** Returns the pool of this name; empty if the configuration has none. */
    public Optional<Pool> named(String name) {
        return Optional.ofNullable(pools.get(name));
    }

    /** Returns all pools. */
    public Collection<Pool> all() {
        return pools.values();
    }

    /**
     * Returns true if host and port belong to a server of any pool, so that clients must not see them; any port matches
     * if it is negative.
     */
    public boolean hasServer(String hostOrAddress, int port) {
        for (Pool pool : pools.values()) {
            for (Peer peer : pool.peers()) {
                if (peer.matches(hostOrAddress, port)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Resolves all host names. A server whose name is not found keeps its addresses. */
    public void refresh() {
        for (Configured each : configured) {
            List<Peer> found = new ArrayList<>();
            for (PoolServer server : each.settings().servers()) {
                found.addAll(resolve(each, server));
            }
            each.pool().peers(found);
        }
    }

    private List<Peer> resolve(Configured each, PoolServer server) {
        Pool pool = each.pool();
        PeerRules rules = PeerRules.of(each.settings(), server, pool.tls());
        List<Peer> before = pool.peers().stream()
                .filter(peer ->
                        peer.host().equals(server.host()) && peer.rules().equals(rules))
                .toList();
        try {
            List<Peer> now = new ArrayList<>();
            for (InetAddress address : names.addresses(server.host())) {
                InetAddress named = InetAddress.getByAddress(server.host(), address.getAddress());
                now.add(before.stream()
                        .filter(peer -> peer.is(named))
                        .findFirst()
                        .orElseGet(() -> new Peer(server.host(), named, rules)));
            }
            missing.remove(server.host());
            return now;
        } catch (UnknownHostException notFound) {
            if (missing.add(server.host())) {
                LOG.warn(new LogLine("mailbox server not found in DNS")
                        .with("pool", pool.name())
                        .with("host", server.host())
                        .with("kept", before));
            }
            return before;
        }
    }

    @Override
    public InetSocketAddress address(String host, int port) {
        for (Pool pool : pools.values()) {
            for (Peer peer : pool.peers()) {
                if (peer.hasAddress(host)) {
                    return new InetSocketAddress(peer.ip(), port);
                }
            }
        }
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        return literal == null ? InetSocketAddress.createUnresolved(host, port) : new InetSocketAddress(literal, port);
    }
}
