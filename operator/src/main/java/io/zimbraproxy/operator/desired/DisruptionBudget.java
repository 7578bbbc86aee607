package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.List;

/** Nodes are emptied one pod at a time. */
public final class DisruptionBudget implements Owned {
    @Override
    public List<? extends HasMetadata> desired(Site site) {
        return List.of(new PodDisruptionBudgetBuilder()
                .withMetadata(Labels.of(site, ""))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(Labels.ofPods(site))
                .endSelector()
                .endSpec()
                .build());
    }
}
