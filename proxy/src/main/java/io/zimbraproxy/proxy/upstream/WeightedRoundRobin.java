package io.zimbraproxy.proxy.upstream;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * In turn, each as often as its share says, and spread evenly: every server earns its share with each choice, the richest is
 * chosen and pays what all have earned.
 */
final class WeightedRoundRobin implements Balancer {
    /** Servers come and go with DNS. */
    private final Map<Peer, Double> credit = new WeakHashMap<>();

    @Override
    public synchronized Peer choose(List<Peer> all, SelectionCriteria wish) {
        Peer best = null;
        double most = 0;
        double sum = 0;
        for (Peer peer : all) {
            if (!wish.allows(peer)) {
                continue;
            }
            double share = peer.share();
            double own = credit.merge(peer, share, Double::sum);
            sum += share;
            if (best == null || own > most) {
                best = peer;
                most = own;
            }
        }
        if (best != null) {
            credit.put(best, most - sum);
        }
        return best;
    }
}
