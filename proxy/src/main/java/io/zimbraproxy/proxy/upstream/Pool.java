package io.zimbraproxy.proxy.upstream;

import io.zimbraproxy.crds.spec.Balancing;
import io.zimbraproxy.proxy.route.Route;
import java.util.List;
import java.util.Optional;

/** The addresses of the web servers of one pool, in the order of the configuration. Safe for all threads. */
public final class Pool {
    private final String name;
    private final boolean tls;
    private final Balancing balancing;
    private final Balancer balancer;
    private volatile List<Peer> peers = List.of();

    Pool(String name, boolean tls, Balancing balancing) {
        this.name = name;
        this.tls = tls;
        this.balancing = balancing;
        balancer = switch (balancing) {
            case ClientIpHash -> new HashBalancer();
            case RoundRobin -> new WeightedRoundRobin();
            case LeastRequests -> new LeastRequests();
        };
    }

    /** Creates a pool without servers. */
    public static Pool empty(String name) {
        return new Pool(name, false, Balancing.ClientIpHash);
    }

    public String name() {
        return name;
    }

    /** Returns true if the proxy connects to the servers with TLS. */
    public boolean tls() {
        return tls;
    }

    public Balancing balancing() {
        return balancing;
    }

    void peers(List<Peer> found) {
        peers = List.copyOf(found);
    }

    public List<Peer> peers() {
        return peers;
    }

    /** Returns the server of a route; empty if it is not in this pool, and the route must not be used. */
    public Optional<Peer> of(Route route) {
        for (Peer peer : peers) {
            if (peer.is(route.host(), route.port())) {
                return Optional.of(peer);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns true if host and port belong to a server of the pool other than {@code asked}; any port matches if it is
     * negative.
     */
    public boolean hasOtherThan(Peer asked, String hostOrAddress, int port) {
        return !asked.matches(hostOrAddress, port)
                && peers.stream().anyMatch(peer -> peer.matches(hostOrAddress, port));
    }

    /**
     * Returns the server for a client without a route; empty if there is none. If all servers have failed lately, one
     * of them is returned, because it may be back.
     */
    public Optional<Peer> choose(SelectionCriteria criteria) {
        List<Peer> all = peers;
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Peer healthy = balancer.choose(all, criteria);
        return Optional.ofNullable(
                healthy != null || full(criteria) ? healthy : balancer.choose(all, criteria.withFailed()));
    }

    /** Returns true if the server of a route may be used: it is healthy, or the pool has no other server. */
    public boolean mayAsk(Peer peer) {
        return peer.available() || peers.size() == 1 && !peer.down();
    }

    /** Returns true if a server that meets the criteria is at {@code maxConnections}. */
    public boolean full(SelectionCriteria criteria) {
        return peers.stream().anyMatch(peer -> peer.full() && criteria.wants(peer));
    }
}
