package io.zimbraproxy.crds.spec;

/** Kind of workload that runs the pods. */
public enum WorkloadKind {
    /** A fixed or scaled number of pods on any nodes. */
    Deployment,
    /** One pod on each selected node. */
    DaemonSet
}
