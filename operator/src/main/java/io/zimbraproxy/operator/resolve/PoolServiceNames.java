package io.zimbraproxy.operator.resolve;

import io.zimbraproxy.crds.spec.Pool;

/** What the Service is called whose endpoints are the servers of a pool. */
public final class PoolServiceNames {
    private PoolServiceNames() {}

    /** The Service that the pool names, or the one that the operator makes of its labels. */
    public static String service(String instance, Pool pool) {
        return pool.serversFrom().service() == null
                ? instance + "-pool-" + pool.name()
                : pool.serversFrom().service().name();
    }
}
