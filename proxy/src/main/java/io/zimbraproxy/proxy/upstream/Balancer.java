package io.zimbraproxy.proxy.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses a server of a pool. Safe for all threads. */
interface Balancer {
    /** Returns one of {@code all}, which is not empty; null if the criteria allow none. */
    @Nullable
    Peer choose(List<Peer> all, SelectionCriteria criteria);
}
