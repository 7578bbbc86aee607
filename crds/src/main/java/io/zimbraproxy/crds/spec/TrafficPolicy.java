package io.zimbraproxy.crds.spec;

/** Which pods get connections that arrive at a node. */
public enum TrafficPolicy {
    /** Those on the node; keeps the client address. */
    Local,
    /** All. */
    Cluster
}
