package io.zimbraproxy.proxy.http.location;

import io.zimbraproxy.proxy.upstream.Pool;
import io.zimbraproxy.proxy.upstream.Pools;

/** The pools of Zimbra's location table, with a fallback for each one that is not configured. */
final class PoolSet {
    private final Pools pools;
    private final Pool mailclient;

    PoolSet(Pools pools) {
        this.pools = pools;
        mailclient = pools.named(io.zimbraproxy.crds.spec.Pool.DEFAULT)
                .orElseGet(() -> Pool.empty(io.zimbraproxy.crds.spec.Pool.DEFAULT));
    }

    Pool mailclient() {
        return mailclient;
    }

    boolean has(String name) {
        return pools.named(name).isPresent();
    }

    /** Returns the pool with this name, or {@code mailclient} if there is none. */
    Pool orMailclient(String name) {
        return pools.named(name).orElse(mailclient);
    }

    /** Returns the pool with this name, else the pool with the other name, else a pool without servers. */
    Pool either(String name, String other) {
        return pools.named(name).or(() -> pools.named(other)).orElseGet(() -> Pool.empty(name));
    }
}
