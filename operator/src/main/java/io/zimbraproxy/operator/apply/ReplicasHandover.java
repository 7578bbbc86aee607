package io.zimbraproxy.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.zimbraproxy.operator.desired.Labels;
import java.util.Map;

/**
 * Hands {@code spec.replicas} of a Deployment over to an autoscaler. Under server-side apply, a field without a manager falls back to
 * its default, which is one pod. So the current number is first applied by a second field manager, until the autoscaler sets its own.
 */
final class ReplicasHandover {
    private static final String SUCCESSOR = Labels.OPERATOR + "-replicas";

    private ReplicasHandover() {}

    /** Applies the current number if the operator is about to stop applying it. */
    static void prepare(KubernetesClient client, HasMetadata desired, HasMetadata actual) {
        if (desired instanceof Deployment next
                && actual instanceof Deployment now
                && next.getSpec().getReplicas() == null
                && appliesReplicas(now)) {
            client.resource(new DeploymentBuilder()
                            .withNewMetadata()
                            .withName(now.getMetadata().getName())
                            .withNamespace(now.getMetadata().getNamespace())
                            .endMetadata()
                            .withNewSpec()
                            .withReplicas(now.getSpec().getReplicas())
                            .endSpec()
                            .build())
                    .fieldManager(SUCCESSOR)
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    private static boolean appliesReplicas(Deployment deployment) {
        return deployment.getMetadata().getManagedFields().stream()
                .filter(entry -> Labels.OPERATOR.equals(entry.getManager()))
                .anyMatch(ReplicasHandover::hasReplicas);
    }

    private static boolean hasReplicas(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
                && spec.containsKey("f:replicas");
    }
}
