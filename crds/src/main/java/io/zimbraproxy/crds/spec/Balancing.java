package io.zimbraproxy.crds.spec;

/** Selects a web server for a request without a known user. */
public enum Balancing {
    /** Selects by Zimbra's hash of the client address. */
    ClientIpHash,
    /** Selects the servers in turn. */
    RoundRobin,
    /** Selects the server with the fewest open requests. */
    LeastRequests
}
