package io.zimbraproxy.crds.spec;

/** Kinds of Services. */
public enum ServiceType {
    /** With an address outside of the cluster. */
    LoadBalancer,
    /** On a port of every node. */
    NodePort,
    /** Inside of the cluster only. */
    ClusterIP
}
