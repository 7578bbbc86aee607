package io.zimbraproxy.crds.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What came of the wishes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(ConditionsSchema.class)
public record ZimbraProxyStatus(
        @JsonPropertyDescription("Generation of the resource that this status is about.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "Accepted, ResolvedRefs, Programmed and Ready; and Warning while there is something to look at.")
        List<Condition> conditions,

        @JsonPropertyDescription("Number of pods.") @StatusReplicas
        Integer replicas,

        @JsonPropertyDescription("Number of pods that serve.")
        Integer readyReplicas,

        @JsonPropertyDescription("Pods that serve and pods wanted, for example 2/3.")
        String pods,

        @JsonPropertyDescription("Public ports, for example IMAPS/993 HTTPS/443.")
        String ports,

        @JsonPropertyDescription("Label selector of the pods.") @LabelSelector
        String selector,

        @JsonPropertyDescription("Addresses at which clients reach the proxy.")
        List<String> addresses,

        @JsonPropertyDescription("Certificates in service, the one that ends first before the others.")
        List<CertificateStatus> certificates,

        @JsonPropertyDescription("Ports in service.") List<ListenerStatus> listeners) {}
