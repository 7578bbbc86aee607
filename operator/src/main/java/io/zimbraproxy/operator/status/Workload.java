package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * Counts of pods in the status of a Deployment or DaemonSet.
 *
 * @param counted false while the object does not exist, or its controller has not counted the requested pods
 * @param wanted requested pods
 * @param total existing pods
 * @param updated pods with the newest pod template
 * @param ready pods that are ready
 * @param available pods with the newest pod template that are available
 */
public record Workload(boolean counted, int wanted, int total, int updated, int ready, int available) {
    /** The counts while there is no Deployment or DaemonSet. */
    public static final Workload NONE = new Workload(false, 0, 0, 0, 0, 0);

    /**
     * Returns the counts of a Deployment. A status of an older generation counts an older pod template, so {@code updated} and {@code
     * available} are zero.
     */
    public static Workload of(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        Integer replicas = deployment.getSpec().getReplicas();
        int wanted = replicas == null ? 1 : replicas;
        if (status == null) {
            return new Workload(true, wanted, 0, 0, 0, 0);
        }
        boolean current = current(deployment.getMetadata().getGeneration(), status.getObservedGeneration());
        return new Workload(
                true,
                wanted,
                number(status.getReplicas()),
                current ? number(status.getUpdatedReplicas()) : 0,
                number(status.getReadyReplicas()),
                current ? number(status.getAvailableReplicas()) : 0);
    }

    /** Returns the counts of a DaemonSet. Its status has the requested pods too, and starts with zeros. */
    public static Workload of(DaemonSet set) {
        DaemonSetStatus status = set.getStatus();
        if (status == null) {
            return NONE;
        }
        boolean current = current(set.getMetadata().getGeneration(), status.getObservedGeneration());
        return new Workload(
                current,
                number(status.getDesiredNumberScheduled()),
                number(status.getCurrentNumberScheduled()),
                current ? number(status.getUpdatedNumberScheduled()) : 0,
                number(status.getNumberReady()),
                current ? number(status.getNumberAvailable()) : 0);
    }

    private static boolean current(@Nullable Long generation, @Nullable Long observed) {
        return generation == null || observed != null && observed >= generation;
    }

    private static int number(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    /** Tells whether pods with an older pod template are being replaced. */
    public boolean rolling() {
        return total > 0 && updated < wanted || total > updated;
    }

    boolean complete() {
        return counted && !rolling() && available >= wanted;
    }
}
