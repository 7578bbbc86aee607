package io.zimbraproxy.proxy.upstream;

import java.util.List;

/** Chooses a server of a pool. Safe for all threads. */
interface Balancer {
    /** One of {@code all}, which is not empty; null when none is allowed. */
    Peer choose(List<Peer> all, SelectionCriteria wish);
}
