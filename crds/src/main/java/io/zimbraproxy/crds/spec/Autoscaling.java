package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** Pods by load. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.minReplicas) || !has(self.maxReplicas) || self.minReplicas <= self.maxReplicas",
        message = "maxReplicas must not be below minReplicas")
public record Autoscaling(
        @JsonPropertyDescription("Whether the number of pods follows the load.") @Default("false")
        Boolean enabled,

        @JsonPropertyDescription("Fewest pods.") @Min(1) @Max(1000) @Default(Autoscaling.MIN_REPLICAS)
        Integer minReplicas,

        @JsonPropertyDescription("Most pods.") @Min(1) @Max(1000) @Default(Autoscaling.MAX_REPLICAS)
        Integer maxReplicas,

        @JsonPropertyDescription("CPU use, in percent of the request, that is aimed at.")
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

    /** Everything left out. */
    public static Autoscaling defaults() {
        return new Autoscaling(null, null, null, null);
    }
}
