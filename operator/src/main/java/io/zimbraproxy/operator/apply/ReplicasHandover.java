package io.zimbraproxy.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.zimbraproxy.operator.desired.Labels;
import java.util.Map;

/**
 * Leaves the number of pods to an autoscaler. A field that nobody applies any more gets its default back, which is one pod: so the
 * number of now is applied under another name first, and stays until the autoscaler writes its own.
 */
final class ReplicasHandover {
    private static final String SUCCESSOR = Labels.OPERATOR + "-replicas";

    private ReplicasHandover() {}

    static void prepare(KubernetesClient client, HasMetadata wanted, HasMetadata actual) {
        if (wanted instanceof Deployment next
                && actual instanceof Deployment now
                && next.getSpec().getReplicas() == null
                && isOurs(now)) {
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

    private static boolean isOurs(Deployment deployment) {
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
