package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;

/** Headless Service for the management port of all pods, also of pods that are not ready. */
public final class MetricsService implements Owned {
    static final String PART = "zimbraproxy.io/part";
    static final String METRICS = "metrics";

    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        return List.of(new ServiceBuilder()
                .withMetadata(Labels.of(context, "-metrics"))
                .editMetadata()
                .addToLabels(PART, METRICS)
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(Labels.ofPods(context))
                .addNewPort()
                .withName(BasePodTemplate.MANAGEMENT)
                .withProtocol("TCP")
                .withPort(BasePodTemplate.MANAGEMENT_PORT)
                .withTargetPort(new IntOrString(BasePodTemplate.MANAGEMENT_PORT))
                .endPort()
                .endSpec()
                .build());
    }
}
