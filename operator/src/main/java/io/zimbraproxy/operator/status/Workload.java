package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;

/**
 * The pods as a Deployment or DaemonSet counts them.
 *
 * @param counted false while there is no such object, or nobody has counted for it how many pods are wanted
 * @param wanted number of pods
 * @param total pods there are
 * @param updated pods of the newest shape
 * @param ready pods that serve
 * @param available pods of the newest shape that serve
 */
public record Workload(boolean counted, int wanted, int total, int updated, int ready, int available) {
    /** There is none yet. */
    public static final Workload NONE = new Workload(false, 0, 0, 0, 0, 0);

    /** Of a Deployment; counts that are of an older generation of it say nothing of pods of the newest shape. */
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

    /** Of a DaemonSet; how many pods are wanted is in its status, which begins with zeros. */
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

    private static boolean current(Long generation, Long observed) {
        return generation == null || observed != null && observed >= generation;
    }

    private static int number(Integer count) {
        return count == null ? 0 : count;
    }

    /** True while pods of an older shape are being replaced. */
    public boolean rolling() {
        return total > 0 && updated < wanted || total > updated;
    }

    boolean complete() {
        return counted && !rolling() && available >= wanted;
    }
}
