package io.zimbraproxy.operator.pods;

import io.fabric8.kubernetes.api.model.Pod;

/** Readiness of a pod by its status in the API server. */
public final class PodReadiness {
    private PodReadiness() {}

    /** Tells whether a pod is ready, has an address and is not being deleted. */
    public static boolean ready(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus() != null
                && pod.getStatus().getPodIP() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
