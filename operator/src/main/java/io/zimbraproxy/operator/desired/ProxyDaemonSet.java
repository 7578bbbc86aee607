package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.zimbraproxy.crds.spec.WorkloadKind;
import java.util.List;

/**
 * DaemonSet that runs a pod on each edge node, on the public ports of the node. A new pod starts after the old one has ended, because
 * only then the ports are free.
 */
public final class ProxyDaemonSet implements Owned {
    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        if (context.pods().kind() != WorkloadKind.DaemonSet) {
            return List.of();
        }
        return List.of(new DaemonSetBuilder()
                .withMetadata(Labels.of(context, ""))
                .withNewSpec()
                .withRevisionHistoryLimit(5)
                .withNewSelector()
                .withMatchLabels(Labels.ofPods(context))
                .endSelector()
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(1))
                .withMaxSurge(new IntOrString(0))
                .endRollingUpdate()
                .endUpdateStrategy()
                .withTemplate(ProxyPodTemplate.of(context))
                .endSpec()
                .build());
    }

    @Override
    public WhileHeld whileHeld() {
        return WhileHeld.KEEP;
    }
}
