package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.zimbraproxy.crds.spec.WorkloadKind;
import java.util.List;

/**
 * PodDisruptionBudget that lets Kubernetes evict one pod at a time. A DaemonSet needs none: draining a node does not evict its pods, and
 * Kubernetes cannot count how many are expected.
 */
public final class DisruptionBudget implements Owned {
    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        if (context.pods().kind() == WorkloadKind.DaemonSet) {
            return List.of();
        }
        return List.of(new PodDisruptionBudgetBuilder()
                .withMetadata(Labels.of(context, ""))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(Labels.ofPods(context))
                .endSelector()
                .endSpec()
                .build());
    }
}
