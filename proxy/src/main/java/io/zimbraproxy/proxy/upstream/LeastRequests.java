package io.zimbraproxy.proxy.upstream;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Chooses the server with the fewest requests in relation to its weight; equal servers take turns. */
final class LeastRequests implements Balancer {
    private final AtomicInteger start = new AtomicInteger();

    @Override
    public @Nullable Peer choose(List<Peer> all, SelectionCriteria criteria) {
        int first = Math.floorMod(start.getAndIncrement(), all.size());
        Peer best = null;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            Peer peer = all.get((first + i) % all.size());
            double load = (peer.active() + 1) / peer.share();
            if (criteria.allows(peer) && load < least) {
                best = peer;
                least = load;
            }
        }
        return best;
    }
}
