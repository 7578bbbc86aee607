package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.zimbraproxy.crds.spec.GoDuration;
import io.zimbraproxy.crds.spec.ServiceMonitorSettings;
import java.util.List;
import java.util.Map;

/** Tells the Prometheus Operator where the metrics are. */
public final class Monitor implements Owned {
    public static final String API_VERSION = "monitoring.coreos.com/v1";
    public static final String KIND = "ServiceMonitor";

    @Override
    public List<? extends HasMetadata> desired(Site site) {
        ServiceMonitorSettings wanted = site.pods().serviceMonitor();
        if (!wanted.enabled()) {
            return List.of();
        }
        GenericKubernetesResource monitor = new GenericKubernetesResource();
        monitor.setApiVersion(API_VERSION);
        monitor.setKind(KIND);
        monitor.setMetadata(Labels.of(site, ""));
        wanted.labels().forEach(monitor.getMetadata().getLabels()::putIfAbsent);
        monitor.setAdditionalProperty(
                "spec",
                Map.of(
                        "selector",
                        Map.of(
                                "matchLabels",
                                Map.of(Labels.INSTANCE, site.name(), MetricsService.PART, MetricsService.METRICS)),
                        "endpoints",
                        List.of(Map.of(
                                "port",
                                PodTemplate.MANAGEMENT,
                                "path",
                                "/q/metrics",
                                "interval",
                                GoDuration.format(wanted.interval())))));
        return List.of(monitor);
    }
}
