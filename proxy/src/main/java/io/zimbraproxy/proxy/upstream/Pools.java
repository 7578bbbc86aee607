package io.zimbraproxy.proxy.upstream;

import io.vertx.core.net.SocketAddress;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.proxy.observe.LogLine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The pools of the configuration with the addresses of their servers, which are looked up again and again: mailbox servers
 * move. Safe for all threads; {@link #refresh} blocks.
 */
public final class Pools implements UpstreamNames {
    private static final Logger LOG = Logger.getLogger(Pools.class);

    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final Upstream upstream;

    public Pools(Upstream upstream) {
        this.upstream = upstream;
        upstream.pools().forEach(pool -> pools.put(pool.name(), new Pool(pool.name())));
    }

    /** The pool of this name; empty when the configuration has none. */
    public Optional<Pool> named(String name) {
        return Optional.ofNullable(pools.get(name));
    }

    /** Looks up all names; a server whose name is not found keeps the addresses it had. */
    public void refresh() {
        for (io.zimbraproxy.crds.spec.Pool pool : upstream.pools()) {
            Pool known = pools.get(pool.name());
            List<Peer> found = new ArrayList<>();
            for (PoolServer server : pool.servers()) {
                found.addAll(lookUp(known, pool, server));
            }
            known.peers(found);
        }
    }

    private List<Peer> lookUp(Pool known, io.zimbraproxy.crds.spec.Pool pool, PoolServer server) {
        List<Peer> before = known.peers().stream()
                .filter(peer -> peer.host().equals(server.host()))
                .toList();
        boolean tls = upstream.tls().enabled() || pool.name().equals(io.zimbraproxy.crds.spec.Pool.ADMIN);
        int port = tls ? server.httpsPort() : server.httpPort();
        try {
            List<Peer> now = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(server.host())) {
                InetAddress named = InetAddress.getByAddress(server.host(), address.getAddress());
                now.add(before.stream()
                        .filter(peer -> peer.is(named, port))
                        .findFirst()
                        .orElseGet(() -> new Peer(
                                server.host(),
                                named,
                                port,
                                pool.health().maxFails(),
                                pool.health().failTimeout().toNanos())));
            }
            return now;
        } catch (UnknownHostException notFound) {
            LOG.warn(new LogLine("mailbox server not found in DNS")
                    .with("pool", pool.name())
                    .with("host", server.host())
                    .with("kept", before));
            return before;
        }
    }

    @Override
    public SocketAddress address(String host, int port) {
        for (Pool pool : pools.values()) {
            for (Peer peer : pool.peers()) {
                if (peer.hasAddress(host)) {
                    return SocketAddress.inetSocketAddress(new InetSocketAddress(peer.ip(), port));
                }
            }
        }
        return SocketAddress.inetSocketAddress(port, host);
    }
}
