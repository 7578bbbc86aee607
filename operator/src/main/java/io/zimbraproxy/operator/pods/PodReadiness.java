package io.zimbraproxy.operator.pods;

import io.fabric8.kubernetes.api.model.Pod;

/** What Kubernetes says of a pod. */
public final class PodReadiness {
    private PodReadiness() {}

    /** True for one that serves and is not on its way out. */
    public static boolean ready(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus() != null
                && pod.getStatus().getPodIP() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
