package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.zimbraproxy.crds.spec.Autoscaling;
import io.zimbraproxy.crds.spec.WorkloadKind;
import java.util.List;

/** HorizontalPodAutoscaler by CPU usage. It scales down slowly, because each pod that ends drains its sessions. */
public final class Autoscaler implements Owned {
    private static final int SCALE_DOWN_WINDOW_SECONDS = 600;
    private static final int SCALE_DOWN_PERIOD_SECONDS = 300;

    /** Tells whether the autoscaler sets the number of pods, and not the Deployment. */
    static boolean setsReplicas(DesiredContext context) {
        return context.pods().autoscaling().enabled() && context.pods().kind() == WorkloadKind.Deployment;
    }

    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        if (!setsReplicas(context)) {
            return List.of();
        }
        Autoscaling autoscaling = context.pods().autoscaling();
        return List.of(new HorizontalPodAutoscalerBuilder()
                .withMetadata(Labels.of(context, ""))
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", context.name())
                .withMinReplicas(autoscaling.minReplicas())
                .withMaxReplicas(autoscaling.maxReplicas())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(autoscaling.targetCpuPercent())
                .endTarget()
                .endResource()
                .endMetric()
                .withNewBehavior()
                .withNewScaleDown()
                .withStabilizationWindowSeconds(SCALE_DOWN_WINDOW_SECONDS)
                .withSelectPolicy("Max")
                .addNewPolicy(SCALE_DOWN_PERIOD_SECONDS, "Pods", 1)
                .endScaleDown()
                .endBehavior()
                .endSpec()
                .build());
    }
}
