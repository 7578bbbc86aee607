package io.zimbraproxy.crds.spec;

/** Role of the Redis hosts. */
public enum RedisMode {
    /** A single server. */
    Single,
    /** Sentinels, which know the current master. */
    Sentinel,
    /** Some nodes of a cluster. */
    Cluster
}
