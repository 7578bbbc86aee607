package io.zimbraproxy.crds.spec;

/** What runs the pods. */
public enum WorkloadKind {
    /** A number of pods anywhere. */
    Deployment,
    /** One on every node chosen. */
    DaemonSet
}
