package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** Settings of the HorizontalPodAutoscaler. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.minReplicas) || !has(self.maxReplicas) || self.minReplicas <= self.maxReplicas",
        message = "maxReplicas must not be below minReplicas")
public record Autoscaling(
        @JsonPropertyDescription("Whether a HorizontalPodAutoscaler sets the number of pods.") @Default("false")
        Boolean enabled,

        @JsonPropertyDescription("Lowest number of pods.") @Min(1) @Max(1000) @Default(Autoscaling.MIN_REPLICAS)
        Integer minReplicas,

        @JsonPropertyDescription("Highest number of pods.") @Min(1) @Max(1000) @Default(Autoscaling.MAX_REPLICAS)
        Integer maxReplicas,

        @JsonPropertyDescription("Target CPU use, in percent of the CPU request.")
        @Min(1)
        @Max(100)
        @Default(Autoscaling.TARGET_CPU_PERCENT)
        Integer targetCpuPercent) {
    static final String MIN_REPLICAS = "2";
    static final String MAX_REPLICAS = "10";
    static final String TARGET_CPU_PERCENT = "70";

    public Autoscaling {
        enabled = enabled == null ? Boolean.FALSE : enabled;
        minReplicas = minReplicas == null ? Integer.valueOf(MIN_REPLICAS) : minReplicas;
        maxReplicas = maxReplicas == null ? Integer.valueOf(MAX_REPLICAS) : maxReplicas;
        targetCpuPercent = targetCpuPercent == null ? Integer.valueOf(TARGET_CPU_PERCENT) : targetCpuPercent;
    }

    /** Returns the section with its defaults. */
    public static Autoscaling defaults() {
        return Sections.defaults(Autoscaling.class);
    }
}
