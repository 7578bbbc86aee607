package io.zimbraproxy.crds.spec;

/** The PROXY protocol header that a server is sent. */
public enum ProxyProtocolVersion {
    /** None is sent. */
    None,
    /** A line of text. */
    V1,
    /** Binary. */
    V2
}
