package io.zimbraproxy.crds.spec;

/** What a cache that the operator runs is made of. */
public enum CacheKind {
    Memcached
}
