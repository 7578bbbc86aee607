package io.zimbraproxy.proxy.tls.ocsp;

/** How a certificate stands with its authority; a line is logged when it changes. */
enum StapleState {
    /** Nobody was asked yet. */
    WAITING,
    /** There is a staple. */
    GOOD,
    /** There is a staple, but no newer one could be had. */
    KEPT,
    /** There is none. */
    MISSING,
    /** The authority says that it is not to be trusted any more. */
    REVOKED
}
