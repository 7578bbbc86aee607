package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.zimbraproxy.crds.spec.Autoscaling;
import io.zimbraproxy.crds.spec.WorkloadKind;
import java.util.List;

/** Pods by load. They go slowly, because each takes sessions with it. */
public final class Autoscaler implements Owned {
    private static final int CALM_SECONDS = 600;
    private static final int PERIOD_SECONDS = 300;

    /** True when it, and nobody else, says how many pods there are. */
    static boolean rules(DesiredContext context) {
        return context.pods().autoscaling().enabled() && context.pods().kind() == WorkloadKind.Deployment;
    }

    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        if (!rules(context)) {
            return List.of();
        }
        Autoscaling wanted = context.pods().autoscaling();
        return List.of(new HorizontalPodAutoscalerBuilder()
                .withMetadata(Labels.of(context, ""))
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", context.name())
                .withMinReplicas(wanted.minReplicas())
                .withMaxReplicas(wanted.maxReplicas())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(wanted.targetCpuPercent())
                .endTarget()
                .endResource()
                .endMetric()
                .withNewBehavior()
                .withNewScaleDown()
                .withStabilizationWindowSeconds(CALM_SECONDS)
                .withSelectPolicy("Max")
                .addNewPolicy(PERIOD_SECONDS, "Pods", 1)
                .endScaleDown()
                .endBehavior()
                .endSpec()
                .build());
    }
}
