package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings for the pods and their Service. The proxy itself ignores this section. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(PodTemplateSchema.class)
public record Deployment(
        @JsonPropertyDescription("Deployment, or DaemonSet for edge nodes with host ports.") @Default("Deployment")
        WorkloadKind kind,

        @JsonPropertyDescription("Number of pods.") @SpecReplicas @Min(0) @Max(1000) @Default(Deployment.REPLICAS)
        Integer replicas,

        @JsonPropertyDescription("Container image; by default the one of the same release as the operator.")
        @Size(min = 1, max = 512)
        @Pattern(Names.IMAGE)
        @Nullable
        String image,

        @JsonPropertyDescription("Resource requests and limits of the proxy container.") @Nullable
        Resources resources,

        @JsonPropertyDescription("The Service in front of the pods.")
        ServiceSettings service,

        @JsonPropertyDescription("Autoscaling of the pods.") Autoscaling autoscaling,

        @JsonPropertyDescription("Labels that a node must have to run a pod.") @Size(max = 64)
        Map<String, @Size(max = 63) String> nodeSelector,

        @JsonPropertyDescription("Annotations of the pods.") @Size(max = 64)
        Map<String, @Size(max = 4096) String> podAnnotations,

        @JsonPropertyDescription("Network policy of the pods.")
        NetworkPolicySettings networkPolicy,

        @JsonPropertyDescription("ServiceMonitor for the Prometheus Operator.")
        ServiceMonitorSettings serviceMonitor,

        @JsonPropertyDescription(
                "Further metadata and spec of the pods, as in any pod template. The operator merges it last: sections by field, lists with named entries by name, other lists as a whole.")
        @Nullable
        JsonNode podTemplate) {
    static final String REPLICAS = "2";

    public Deployment {
        kind = kind == null ? WorkloadKind.Deployment : kind;
        replicas = replicas == null ? Integer.valueOf(REPLICAS) : replicas;
        service = service == null ? ServiceSettings.defaults() : service;
        autoscaling = autoscaling == null ? Autoscaling.defaults() : autoscaling;
        networkPolicy = networkPolicy == null ? NetworkPolicySettings.defaults() : networkPolicy;
        serviceMonitor = serviceMonitor == null ? ServiceMonitorSettings.defaults() : serviceMonitor;
        podTemplate = podTemplate == null || podTemplate.isNull() ? null : podTemplate.deepCopy();
        nodeSelector = Ordered.copyOf(nodeSelector);
        podAnnotations = Ordered.copyOf(podAnnotations);
    }

    /** Returns the section with its defaults. */
    public static Deployment defaults() {
        return Sections.defaults(Deployment.class);
    }
}
