package io.zimbraproxy.crds.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observed state of a proxy. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(ConditionsSchema.class)
public record ZimbraProxyStatus(
        @JsonPropertyDescription("Generation of the resource that this status describes.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "Conditions: Accepted, ResolvedRefs, Programmed and Ready, and Warning while there are warnings.")
        @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription("Number of pods.") @StatusReplicas @Nullable
        Integer replicas,

        @JsonPropertyDescription("Number of ready pods.") @Nullable
        Integer readyReplicas,

        @JsonPropertyDescription("Ready and desired pods, for example 2/3.") @Nullable
        String pods,

        @JsonPropertyDescription("Public ports, for example IMAPS/993 HTTPS/443.") @Nullable
        String ports,

        @JsonPropertyDescription("Label selector of the pods.") @LabelSelector @Nullable
        String selector,

        @JsonPropertyDescription("Addresses at which clients reach the proxy.") @Nullable
        List<String> addresses,

        @JsonPropertyDescription("Certificates in use, ordered by expiry time.") @Nullable
        List<CertificateStatus> certificates,

        @JsonPropertyDescription("Open public ports.") @Nullable
        List<ListenerStatus> listeners) {}
