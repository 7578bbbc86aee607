package io.zimbraproxy.proxy.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses by Zimbra's hash of the client's address. If the chosen server is not allowed, the next hash decides. After
 * many such hashes, the server with the fewest requests is chosen. A server of weight 2 counts as
 * two servers.
 */
final class HashBalancer implements Balancer {
    private static final int MAX_CHOICES = 20;

    private final Balancer fallback = new LeastRequests();

    @Override
    public @Nullable Peer choose(List<Peer> all, SelectionCriteria criteria) {
        if (all.size() > 1) {
            int weights = 0;
            for (Peer peer : all) {
                weights += peer.rules().weight();
            }
            AddressHash hash = new AddressHash(criteria.clientAddress());
            for (int choice = 0; choice < MAX_CHOICES; choice++) {
                Peer peer = at(all, hash.next(weights));
                if (criteria.allows(peer)) {
                    return peer;
                }
            }
        }
        return fallback.choose(all, criteria);
    }

    /** Returns the server at a position in a list that holds each server as often as its weight says. */
    private static Peer at(List<Peer> all, int position) {
        int left = position;
        for (Peer peer : all) {
            left -= peer.rules().weight();
            if (left < 0) {
                return peer;
            }
        }
        throw new IllegalArgumentException("position out of range: " + position);
    }
}
