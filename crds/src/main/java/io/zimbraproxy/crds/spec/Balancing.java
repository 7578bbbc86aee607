package io.zimbraproxy.crds.spec;

/** How a web server is chosen for a request whose user is not known. */
public enum Balancing {
    /** By Zimbra's hash of the client address. */
    ClientIpHash,
    /** In turn. */
    RoundRobin,
    /** The one with the fewest requests. */
    LeastRequests
}
