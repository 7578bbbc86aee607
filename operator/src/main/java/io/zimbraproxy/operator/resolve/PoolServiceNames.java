package io.zimbraproxy.operator.resolve;

import io.zimbraproxy.crds.spec.Pool;

/** Names of the Services whose endpoints are the servers of a pool. */
public final class PoolServiceNames {
    private PoolServiceNames() {}

    /** Returns the Service that the pool references, or the Service that the operator creates for its label selector. */
    public static String of(String instance, Pool pool) {
        return pool.serversFrom().service() == null
                ? instance + "-pool-" + pool.name()
                : pool.serversFrom().service().name();
    }
}
