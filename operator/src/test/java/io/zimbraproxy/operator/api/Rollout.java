package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Simulated rollout of a Deployment: its pods exist, are ready, and are counted in its status. */
final class Rollout {
    private Rollout() {}

    /** Completes the rollout; all pods have the same address. */
    static void complete(KubernetesClient client, Deployment deployment, String address) {
        String namespace = deployment.getMetadata().getNamespace();
        int replicas = deployment.getSpec().getReplicas();
        for (int i = 0; i < replicas; i++) {
            Pod pod = pod(deployment, i, address);
            client.pods().inNamespace(namespace).resource(pod).createOr(existing -> existing.update());
        }
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .resource(new DeploymentBuilder(deployment)
                        .withNewStatus()
                        .withObservedGeneration(deployment.getMetadata().getGeneration())
                        .withReplicas(replicas)
                        .withUpdatedReplicas(replicas)
                        .withReadyReplicas(replicas)
                        .withAvailableReplicas(replicas)
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private static Pod pod(Deployment deployment, int number, String address) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(deployment.getMetadata().getName() + "-" + number)
                .withNamespace(deployment.getMetadata().getNamespace())
                .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .endMetadata()
                .withNewStatus()
                .withPodIP(address)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }
}
