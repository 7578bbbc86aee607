package io.zimbraproxy.proxy.tls.ocsp;

/** The state of a certificate's staple. Each change is logged. */
enum StapleState {
    /** The first request has not completed yet. */
    WAITING,
    /** The staple is valid. */
    GOOD,
    /** The staple is valid, but could not be refreshed. */
    KEPT,
    /** There is no valid staple. */
    MISSING,
    /** The authority has revoked the certificate. */
    REVOKED
}
