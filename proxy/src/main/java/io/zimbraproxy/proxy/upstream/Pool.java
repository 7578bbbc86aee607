package io.zimbraproxy.proxy.upstream;

import io.zimbraproxy.crds.spec.Balancing;
import io.zimbraproxy.proxy.route.Route;
import java.util.List;
import java.util.Optional;

/** The web servers of one group, by their addresses; in the order of the configuration. Safe for all threads. */
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

    /** A pool without servers. */
    public static Pool empty(String name) {
        return new Pool(name, false, Balancing.ClientIpHash);
    }

    public String name() {
        return name;
    }

    /** Whether its servers are spoken to by TLS. */
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

    /** The server a route names; empty when it is none of this pool's: then the route is not used. */
    public Optional<Peer> of(Route route) {
        for (Peer peer : peers) {
            if (peer.is(route.host(), route.port())) {
                return Optional.of(peer);
            }
        }
        return Optional.empty();
    }

    /** True when this is a server of the pool, and not that one; a negative port stands for any. */
    public boolean hasOtherThan(Peer asked, String hostOrAddress, int port) {
        return !asked.answersTo(hostOrAddress, port)
                && peers.stream().anyMatch(peer -> peer.answersTo(hostOrAddress, port));
    }

    /**
     * The server for a client without a route; empty when there is none. Where all have failed lately they are asked again:
     * one may be back, and there is nothing to lose.
     */
    public Optional<Peer> choose(SelectionCriteria wish) {
        List<Peer> all = peers;
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Peer well = balancer.choose(all, wish);
        return Optional.ofNullable(well != null || full(wish) ? well : balancer.choose(all, wish.desperate()));
    }

    /** True when this server may be asked for the user it holds: it is well, or there is no other to compare it with. */
    public boolean mayAsk(Peer peer) {
        return peer.available() || peers.size() == 1 && !peer.down();
    }

    /** True when some server would take this client, had it not too many requests already. */
    public boolean full(SelectionCriteria wish) {
        return peers.stream().anyMatch(peer -> peer.full() && wish.wants(peer));
    }
}
