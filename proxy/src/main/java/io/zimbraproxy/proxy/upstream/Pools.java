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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The pools of the configuration with the addresses of their servers. The addresses are resolved again from time to time, because mailbox
 * servers move. Safe for all threads; {@link #refresh} blocks.
 */
public final class Pools implements UpstreamNames {
    private static final Logger LOG = Logger.getLogger(Pools.class);

    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final List<io.zimbraproxy.crds.spec.Pool> settings;
    private final ServerNames names;
    /** Host names that were not found last time; each is logged once. */
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    private final boolean tls;

    public Pools(Upstream upstream, ServerNames names) {
        this.names = names;
        settings = WebPools.all(upstream.pools());
        tls = upstream.tls().enabled();
        settings.forEach(pool ->
                pools.put(pool.name(), new Pool(pool.name(), WebPools.tls(pool.name(), tls), pool.balancing())));
    }

    /** Takes over the servers of {@code before} with their state. Must be called before the first refresh. */
    public void adopt(Pools before) {
        for (io.zimbraproxy.crds.spec.Pool settings : settings) {
            Pool pool = configured(settings.name());
            before.named(settings.name()).ifPresent(old -> pool.peers(old.peers()));
            if (settings.health().active() == null) {
                // Without health checks, a server that is down would stay down.
                pool.peers().forEach(peer -> peer.check(true));
            }
        }
    }

    /** Returns the pool of this name; empty if the configuration has none. */
    public Optional<Pool> named(String name) {
        return Optional.ofNullable(pools.get(name));
    }

    private Pool configured(String name) {
        return Objects.requireNonNull(pools.get(name), name);
    }

    /** Returns all pools. */
    public Collection<Pool> all() {
        return pools.values();
    }

    /**
     * Returns true if host and port belong to a server of any pool, so that clients must not see them; any port matches if it is
     * negative.
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
        for (io.zimbraproxy.crds.spec.Pool pool : settings) {
            Pool known = configured(pool.name());
            List<Peer> found = new ArrayList<>();
            for (PoolServer server : pool.servers()) {
                found.addAll(resolve(known, pool, server));
            }
            known.peers(found);
        }
    }

    private List<Peer> resolve(Pool known, io.zimbraproxy.crds.spec.Pool pool, PoolServer server) {
        PeerRules rules = PeerRules.of(pool, server, WebPools.tls(pool.name(), tls));
        List<Peer> before = known.peers().stream()
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
