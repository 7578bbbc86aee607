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

/** The pods; the proxy itself ignores this section. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(PodTemplateSchema.class)
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
        Map<String, @Size(max = 4096) String> podAnnotations,

        @JsonPropertyDescription("Who may connect to the pods.")
        NetworkPolicySettings networkPolicy,

        @JsonPropertyDescription("How the Prometheus Operator finds the metrics.")
        ServiceMonitorSettings serviceMonitor,

        @JsonPropertyDescription(
                "Whatever else the pods shall have: metadata and spec as in any pod template. Merged into the operator's own last: sections by field, lists of named things by name, other lists as a whole.")
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

    /** Everything left out. */
    public static Deployment defaults() {
        return new Deployment(null, null, null, null, null, null, null, null, null, null, null);
    }
}
