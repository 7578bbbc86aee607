package io.zimbraproxy.proxy.upstream;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The server with the fewest requests for its share; those that are equal have it in turn. */
final class LeastRequests implements Balancer {
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public Peer choose(List<Peer> all, SelectionCriteria wish) {
        int start = Math.floorMod(turn.getAndIncrement(), all.size());
        Peer best = null;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            Peer peer = all.get((start + i) % all.size());
            double load = (peer.active() + 1) / peer.share();
            if (wish.allows(peer) && load < least) {
                best = peer;
                least = load;
            }
        }
        return best;
    }
}
