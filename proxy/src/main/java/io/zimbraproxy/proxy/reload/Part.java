package io.zimbraproxy.proxy.reload;

/** A part of a snapshot that can change independently of the others. */
public enum Part {
    HOSTNAME,
    LISTENERS,
    TLS_POLICY,
    CERTIFICATES,
    CLIENT_CERTIFICATES,
    DOMAINS,
    LOOKUP,
    LOCAL_CACHE,
    SHARED_CACHE,
    THROTTLE,
    UPSTREAM,
    LOGINS,
    HTTP,
    TIMEOUTS,
    LIMITS
}
