package io.zimbraproxy.crds.spec;

/** Whether a clear-text mail port offers TLS. */
public enum StartTls {
    /** No login without it. */
    Required,
    /** Offered. */
    Optional,
    /** Not offered. */
    Disabled
}
