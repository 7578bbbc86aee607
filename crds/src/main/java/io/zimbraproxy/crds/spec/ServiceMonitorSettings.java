package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.Map;

/** How the Prometheus Operator finds the metrics of the pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceMonitorSettings(
        @JsonPropertyDescription(
                "Whether there is a ServiceMonitor; nothing comes of it in a cluster without that kind.")
        @Default("false")
        Boolean enabled,

        @JsonPropertyDescription("How often metrics are read.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(ServiceMonitorSettings.INTERVAL)
        Duration interval,

        @JsonPropertyDescription("Labels by which a Prometheus chooses the ServiceMonitor.") @Size(max = 64)
        Map<String, @Size(max = 63) String> labels) {
    static final String INTERVAL = "30s";

    public ServiceMonitorSettings {
        enabled = enabled == null ? Boolean.FALSE : enabled;
        interval = interval == null ? GoDuration.parse(INTERVAL) : interval;
        labels = Ordered.copyOf(labels);
    }

    /** Everything left out. */
    public static ServiceMonitorSettings defaults() {
        return new ServiceMonitorSettings(null, null, null);
    }
}
