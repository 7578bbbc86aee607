package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.Map;

/** Settings of the ServiceMonitor, by which the Prometheus Operator finds the metrics of the pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceMonitorSettings(
        @JsonPropertyDescription(
                "Whether the operator creates a ServiceMonitor; without effect in a cluster that does not have this kind.")
        @Default("false")
        Boolean enabled,

        @JsonPropertyDescription("Time between two reads of the metrics.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(ServiceMonitorSettings.INTERVAL)
        Duration interval,

        @JsonPropertyDescription("Labels of the ServiceMonitor, by which a Prometheus selects it.") @Size(max = 64)
        Map<String, @Size(max = 63) String> labels) {
    static final String INTERVAL = "30s";

    public ServiceMonitorSettings {
        enabled = enabled == null ? Boolean.FALSE : enabled;
        interval = interval == null ? GoDuration.parse(INTERVAL) : interval;
        labels = Ordered.copyOf(labels);
    }

    /** Returns the section with its defaults. */
    public static ServiceMonitorSettings defaults() {
        return Sections.defaults(ServiceMonitorSettings.class);
    }
}
