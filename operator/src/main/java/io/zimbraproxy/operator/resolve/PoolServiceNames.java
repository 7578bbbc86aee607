package io.zimbraproxy.operator.resolve;

import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.ServersFrom;

/** Names of the Services whose endpoints are the servers of a pool. */
public final class PoolServiceNames {
    private PoolServiceNames() {}

    /** Returns the Service that the pool references, or the Service that the operator creates for its label selector. */
    public static String of(String instance, Pool pool, ServersFrom from) {
        return from.service() == null
                ? instance + "-pool-" + pool.name()
                : from.service().name();
    }
}
