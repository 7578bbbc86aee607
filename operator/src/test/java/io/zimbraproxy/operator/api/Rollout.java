package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Simulates the Deployment controller. */
final class Rollout {
    private Rollout() {}

    /** Creates all pods of a Deployment, ready and with the same address, and counts them in its status. */
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
