package io.zimbraproxy.proxy.upstream;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Smooth weighted round robin, as in nginx. At each choice, every server's credit grows by its weight. The server with
 * the most credit is chosen, and its credit shrinks by the sum of all weights.
 */
final class WeightedRoundRobin implements Balancer {
    /** Weak keys, because servers come and go with DNS. */
    private final Map<Peer, Double> credits = new WeakHashMap<>();

    @Override
    public synchronized @Nullable Peer choose(List<Peer> all, SelectionCriteria criteria) {
        Peer best = null;
        double most = 0;
        double sum = 0;
        for (Peer peer : all) {
            if (!criteria.allows(peer)) {
                continue;
            }
            double share = peer.share();
            double credit = credits.merge(peer, share, Double::sum);
            sum += share;
            if (best == null || credit > most) {
                best = peer;
                most = credit;
            }
        }
        if (best != null) {
            credits.put(best, most - sum);
        }
        return best;
    }
}
