package io.zimbraproxy.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** Counts of pods. */
class WorkloadTest {
    @Test
    void deployment() {
        Workload pods = deployment(
                "{replicas: 3}",
                "status: {observedGeneration: 5, replicas: 4, updatedReplicas: 2, readyReplicas: 3, availableReplicas: 3}");

        assertThat(pods).isEqualTo(new Workload(true, 3, 4, 2, 3, 3));
        assertThat(pods.rolling()).isTrue();
        assertThat(pods.complete()).isFalse();
    }

    /** Until the controller has seen the new pod template, the counts of updated pods are unknown. */
    @Test
    void deploymentWithAnOldStatus() {
        Workload pods = deployment(
                "{replicas: 3}",
                "status: {observedGeneration: 4, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3}");

        assertThat(pods).isEqualTo(new Workload(true, 3, 3, 0, 3, 0));
        assertThat(pods.rolling()).isTrue();
    }

    @Test
    void deploymentWithoutStatus() {
        assertThat(deployment("{replicas: 3}", "")).isEqualTo(new Workload(true, 3, 0, 0, 0, 0));
        assertThat(deployment("{}", "").wanted()).isEqualTo(1);
        assertThat(deployment("{replicas: 3}", "").rolling()).isFalse();
        assertThat(deployment("{replicas: 3}", "").complete()).isFalse();
    }

    /** A status omits counts that are zero. */
    @Test
    void deploymentScaledToZero() {
        Workload pods = deployment("{replicas: 0}", "status: {observedGeneration: 5}");

        assertThat(pods).isEqualTo(new Workload(true, 0, 0, 0, 0, 0));
        assertThat(pods.complete()).isTrue();
    }

    @Test
    void rollingWhileOldPodsRemain() {
        Workload pods = deployment(
                "{replicas: 2}",
                "status: {observedGeneration: 5, replicas: 3, updatedReplicas: 2, readyReplicas: 3, availableReplicas: 3}");

        assertThat(pods.rolling()).isTrue();
    }

    @Test
    void daemonSet() {
        Workload pods = daemonSet(
                "{observedGeneration: 2, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 3, numberReady: 3, numberAvailable: 3, numberMisscheduled: 0}");

        assertThat(pods).isEqualTo(new Workload(true, 3, 3, 3, 3, 3));
        assertThat(pods.complete()).isTrue();
    }

    /** The first status says zero requested pods, before the controller has counted them. */
    @Test
    void daemonSetWithoutCounts() {
        Workload pods = daemonSet(
                "{desiredNumberScheduled: 0, currentNumberScheduled: 0, numberReady: 0, numberMisscheduled: 0}");

        assertThat(pods.counted()).isFalse();
        assertThat(pods.complete()).isFalse();
    }

    @Test
    void daemonSetWithAnOldStatus() {
        Workload pods = daemonSet(
                "{observedGeneration: 1, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 3, numberReady: 3, numberAvailable: 3, numberMisscheduled: 0}");

        assertThat(pods.rolling()).isTrue();
    }

    @Test
    void daemonSetWithoutNodes() {
        Workload pods = daemonSet(
                "{observedGeneration: 2, desiredNumberScheduled: 0, currentNumberScheduled: 0, numberReady: 0, numberMisscheduled: 0}");

        assertThat(pods.complete()).isTrue();
    }

    @Test
    void noWorkload() {
        assertThat(Workload.NONE.complete()).isFalse();
        assertThat(Workload.NONE.rolling()).isFalse();
    }

    private static Workload deployment(String spec, String status) {
        return Workload.of(Serialization.unmarshal(
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: edge, generation: 5}\nspec: " + spec + "\n"
                        + status,
                Deployment.class));
    }

    private static Workload daemonSet(String status) {
        return Workload.of(Serialization.unmarshal(
                "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: edge, generation: 2}\nspec: {}\nstatus: "
                        + status,
                DaemonSet.class));
    }
}
