package io.zimbraproxy.proxy.upstream;

import io.zimbraproxy.proxy.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The web servers of one group, by their addresses; in the order of the configuration. Safe for all threads. */
public final class Pool {
    /** After so many choices by hash any server that is left will do (facts, section 7.3). */
    private static final int MAX_CHOICES = 20;

    private final String name;
    private volatile List<Peer> peers = List.of();

    Pool(String name) {
        this.name = name;
    }

    /** A pool without servers. */
    public static Pool empty(String name) {
        return new Pool(name);
    }

    public String name() {
        return name;
    }

    void peers(List<Peer> found) {
        peers = List.copyOf(found);
    }

    List<Peer> peers() {
        return peers;
    }

    /** The server a route names; empty when it is none of this pool's: then the route is not used. */
    public Optional<Peer> of(Route route) {
        return peers.stream()
                .filter(peer -> peer.is(route.host(), route.port()))
                .findFirst();
    }

    /** True when this is a server of the pool, and not that one; a negative port stands for any. */
    public boolean hasOtherThan(Peer asked, String hostOrAddress, int port) {
        return !asked.answersTo(hostOrAddress, port)
                && peers.stream().anyMatch(peer -> peer.answersTo(hostOrAddress, port));
    }

    /** The server for a client without a route: by the hash of its address, the well ones that were not tried yet. */
    public Optional<Peer> byAddress(byte[] clientAddress, Set<Peer> tried) {
        List<Peer> all = peers;
        if (all.isEmpty()) {
            return Optional.empty();
        }
        AddressHash hash = new AddressHash(clientAddress);
        for (int choice = 0; choice < MAX_CHOICES; choice++) {
            Peer peer = all.get(hash.next(all.size()));
            if (usable(peer, tried)) {
                return Optional.of(peer);
            }
        }
        return all.stream().filter(peer -> usable(peer, tried)).findFirst();
    }

    private static boolean usable(Peer peer, Set<Peer> tried) {
        return peer.available() && !tried.contains(peer);
    }
}
