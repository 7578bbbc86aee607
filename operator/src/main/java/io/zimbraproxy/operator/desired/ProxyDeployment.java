package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.zimbraproxy.crds.spec.WorkloadKind;
import java.util.List;

/** Deployment of the proxy pods. During a rollout, a new pod is ready before an old one drains. */
public final class ProxyDeployment implements Owned {
    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        if (context.pods().kind() != WorkloadKind.Deployment) {
            return List.of();
        }
        Deployment deployment = new DeploymentBuilder()
                .withMetadata(Labels.of(context, ""))
                .withNewSpec()
                .withRevisionHistoryLimit(5)
                .withProgressDeadlineSeconds(600)
                .withNewSelector()
                .withMatchLabels(Labels.ofPods(context))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withTemplate(ProxyPodTemplate.of(context))
                .endSpec()
                .build();
        if (!Autoscaler.setsReplicas(context)) {
            deployment.getSpec().setReplicas(context.pods().replicas());
        }
        return List.of(deployment);
    }

    @Override
    public WhileHeld whileHeld() {
        return WhileHeld.KEEP;
    }
}
