package io.zimbraproxy.crds.spec;

/** What a clear-text web port does. */
public enum HttpMode {
    /** Sends clients to HTTPS. */
    Redirect,
    /** Answers. */
    Serve,
    /** Only the login is on HTTPS. */
    Mixed
}
