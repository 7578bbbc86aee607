package io.zimbraproxy.crds.spec;

/** Types of Services. */
public enum ServiceType {
    /** With an address outside the cluster. */
    LoadBalancer,
    /** On a port of every node. */
    NodePort,
    /** Inside the cluster only. */
    ClusterIP
}
