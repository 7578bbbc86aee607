package io.zimbraproxy.crds.spec;

/** Behaviour of a clear-text HTTP listener. */
public enum HttpMode {
    /** Redirects all requests to HTTPS. */
    Redirect,
    /** Serves all requests. */
    Serve,
    /** Redirects the login to HTTPS, and serves all other requests. */
    Mixed
}
