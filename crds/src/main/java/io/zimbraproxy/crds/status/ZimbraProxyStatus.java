package io.zimbraproxy.crds.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** Observed state of a proxy. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(ConditionsSchema.class)
public record ZimbraProxyStatus(
        @JsonPropertyDescription("Generation of the resource that this status describes.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "Conditions: Accepted, ResolvedRefs, Programmed and Ready, and Warning while there are warnings.")
        List<Condition> conditions,

        @JsonPropertyDescription("Number of pods.") @StatusReplicas
        Integer replicas,

        @JsonPropertyDescription("Number of ready pods.") Integer readyReplicas,

        @JsonPropertyDescription("Ready and desired pods, for example 2/3.")
        String pods,

        @JsonPropertyDescription("Public ports, for example IMAPS/993 HTTPS/443.")
        String ports,

        @JsonPropertyDescription("Label selector of the pods.") @LabelSelector
        String selector,

        @JsonPropertyDescription("Addresses at which clients reach the proxy.")
        List<String> addresses,

        @JsonPropertyDescription("Certificates in use, ordered by expiry time.")
        List<CertificateStatus> certificates,

        @JsonPropertyDescription("Open public ports.") List<ListenerStatus> listeners) {}
