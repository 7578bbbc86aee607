package io.zimbraproxy.crds.spec;

/** PROXY protocol header that the proxy sends to mailbox servers. */
public enum ProxyProtocolVersion {
    /** No header. */
    None,
    /** Version 1, a line of text. */
    V1,
    /** Version 2, binary. */
    V2
}
