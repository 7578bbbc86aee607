package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.Map;

/** The pods; the proxy itself ignores this section. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Deployment(
        @JsonPropertyDescription("Deployment, or DaemonSet for edge nodes with host ports.") @Default("Deployment")
        WorkloadKind kind,

        @JsonPropertyDescription("Number of pods.") @Min(0) @Max(1000) @Default(Deployment.REPLICAS)
        Integer replicas,

        @JsonPropertyDescription("Container image; the one that belongs to the operator when left out.")
        @Size(max = 512)
        String image,

        @JsonPropertyDescription("Requests and limits of the proxy container.")
        ResourceRequirements resources,

        @JsonPropertyDescription("The Service in front of the pods.")
        ServiceSettings service,

        @JsonPropertyDescription("Pods by load.") Autoscaling autoscaling,

        @JsonPropertyDescription("Labels of the nodes to run on.")
        Map<String, String> nodeSelector,

        @JsonPropertyDescription("Annotations of the pods.") Map<String, String> podAnnotations) {
    static final String REPLICAS = "2";

    public Deployment {
        kind = kind == null ? WorkloadKind.Deployment : kind;
        replicas = replicas == null ? Integer.valueOf(REPLICAS) : replicas;
        service = service == null ? ServiceSettings.defaults() : service;
        autoscaling = autoscaling == null ? Autoscaling.defaults() : autoscaling;
        nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
        podAnnotations = podAnnotations == null ? Map.of() : Map.copyOf(podAnnotations);
    }

    /** Everything left out. */
    public static Deployment defaults() {
        return new Deployment(null, null, null, null, null, null, null, null);
    }
}
