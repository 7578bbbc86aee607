package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.zimbraproxy.crds.spec.GoDuration;
import io.zimbraproxy.crds.spec.ServiceMonitorSettings;
import java.util.List;
import java.util.Map;

/** ServiceMonitor that makes the Prometheus Operator collect the metrics of the pods. */
public final class ProxyServiceMonitor implements Owned {
    public static final String API_VERSION = "monitoring.coreos.com/v1";
    public static final String KIND = "ServiceMonitor";

    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        ServiceMonitorSettings settings = context.pods().serviceMonitor();
        if (!settings.enabled()) {
            return List.of();
        }
        GenericKubernetesResource monitor = new GenericKubernetesResource();
        monitor.setApiVersion(API_VERSION);
        monitor.setKind(KIND);
        monitor.setMetadata(Labels.of(context, ""));
        settings.labels().forEach(monitor.getMetadata().getLabels()::putIfAbsent);
        monitor.setAdditionalProperty(
                "spec",
                Map.of(
                        "selector",
                        Map.of(
                                "matchLabels",
                                Map.of(Labels.INSTANCE, context.name(), MetricsService.PART, MetricsService.METRICS)),
                        "endpoints",
                        List.of(Map.of(
                                "port",
                                BasePodTemplate.MANAGEMENT,
                                "path",
                                "/q/metrics",
                                "interval",
                                GoDuration.format(settings.interval())))));
        return List.of(monitor);
    }
}
