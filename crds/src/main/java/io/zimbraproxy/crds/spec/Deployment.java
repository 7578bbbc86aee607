package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.Map;

/** The pods; the proxy itself ignores this section. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Deployment(
        @JsonPropertyDescription("Deployment, or DaemonSet for edge nodes with host ports.") @Default("Deployment")
        WorkloadKind kind,

        @JsonPropertyDescription("Number of pods.") @SpecReplicas @Min(0) @Max(1000) @Default(Deployment.REPLICAS)
        Integer replicas,

        @JsonPropertyDescription("Container image; the one that belongs to the operator when left out.")
        @Size(min = 1, max = 512)
        @Pattern(Names.IMAGE)
        String image,

        @JsonPropertyDescription("Requests and limits of the proxy container.")
        Resources resources,

        @JsonPropertyDescription("The Service in front of the pods.")
        ServiceSettings service,

        @JsonPropertyDescription("Pods by load.") Autoscaling autoscaling,

        @JsonPropertyDescription("Labels of the nodes to run on.") @Size(max = 64)
        Map<String, @Size(max = 63) String> nodeSelector,

        @JsonPropertyDescription("Annotations of the pods.") @Size(max = 64)
        Map<String, @Size(max = 4096) String> podAnnotations) {
    static final String REPLICAS = "2";

    public Deployment {
        kind = kind == null ? WorkloadKind.Deployment : kind;
        replicas = replicas == null ? Integer.valueOf(REPLICAS) : replicas;
        service = service == null ? ServiceSettings.defaults() : service;
        autoscaling = autoscaling == null ? Autoscaling.defaults() : autoscaling;
        nodeSelector = Ordered.copyOf(nodeSelector);
        podAnnotations = Ordered.copyOf(podAnnotations);
    }

    /** Everything left out. */
    public static Deployment defaults() {
        return new Deployment(null, null, null, null, null, null, null, null);
    }
}
