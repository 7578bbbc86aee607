package io.zimbraproxy.crds.spec;

/** How the Redis servers belong together. */
public enum RedisMode {
    /** One server. */
    Single,
    /** Sentinels that know which server is the master. */
    Sentinel,
    /** A cluster; some of its nodes. */
    Cluster
}
