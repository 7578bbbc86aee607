package io.zimbraproxy.crds.spec;

/** Pods that get the connections arriving at a node. */
public enum TrafficPolicy {
    /** Pods on the same node; keeps the client address. */
    Local,
    /** All pods. */
    Cluster
}
