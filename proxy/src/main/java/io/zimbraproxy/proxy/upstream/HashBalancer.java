package io.zimbraproxy.proxy.upstream;

import java.util.List;

/**
 * By Zimbra's hash of the client's address; a server that is not allowed leads to the next hash, and after many of them any
 * server will do (facts, section 7.3). A server of weight 2 stands twice in the list.
 */
final class HashBalancer implements Balancer {
    private static final int MAX_CHOICES = 20;

    private final Balancer otherwise = new LeastRequests();

    @Override
    public Peer choose(List<Peer> all, SelectionCriteria wish) {
        if (all.size() > 1) {
            int places = 0;
            for (Peer peer : all) {
                places += peer.rules().weight();
            }
            AddressHash hash = new AddressHash(wish.clientAddress());
            for (int choice = 0; choice < MAX_CHOICES; choice++) {
                Peer peer = at(all, hash.next(places));
                if (wish.allows(peer)) {
                    return peer;
                }
            }
        }
        return otherwise.choose(all, wish);
    }

    private static Peer at(List<Peer> all, int place) {
        int left = place;
        for (Peer peer : all) {
            left -= peer.rules().weight();
            if (left < 0) {
                return peer;
            }
        }
        throw new IllegalArgumentException("place out of range: " + place);
    }
}
