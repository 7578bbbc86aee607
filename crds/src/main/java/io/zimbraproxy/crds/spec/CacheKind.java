package io.zimbraproxy.crds.spec;

/** Software of a shared cache that the operator runs. */
public enum CacheKind {
    Memcached
}
