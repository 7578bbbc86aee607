package io.zimbraproxy.crds.spec;

/** Treatment of connections from outside the trusted networks of a listener with PROXY protocol. */
public enum Untrusted {
    /** The proxy closes the connection. */
    Refuse,
    /** The proxy accepts the connection without a header; the client address is its peer address. */
    Plain
}
