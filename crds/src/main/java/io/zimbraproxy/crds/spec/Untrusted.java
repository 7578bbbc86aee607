package io.zimbraproxy.crds.spec;

/** What becomes of connections from outside the networks whose PROXY protocol headers are believed. */
public enum Untrusted {
    /** Closed at once. */
    Refuse,
    /** Taken without a header; the client is the peer of the connection. */
    Plain
}
