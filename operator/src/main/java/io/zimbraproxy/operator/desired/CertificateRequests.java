package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.IssuerRef;
import io.zimbraproxy.crds.spec.Tls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Certificates of cert-manager for sections with an issuer. Sections that share a Secret share a Certificate. */
public final class CertificateRequests implements Owned {
    public static final String API_VERSION = "cert-manager.io/v1";
    public static final String KIND = "Certificate";

    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        Map<String, Request> requests = new LinkedHashMap<>();
        Tls tls = context.spec().tls();
        if (tls.certificateIssuerRef() != null && tls.certificateRef() != null) {
            request(requests, tls.certificateRef().name(), tls.certificateIssuerRef())
                    .names
                    .add(context.spec().hostname());
        }
        for (Domain domain : context.spec().domains()) {
            if (domain.certificateIssuerRef() != null && domain.certificateRef() != null) {
                Set<String> names =
                        request(requests, domain.certificateRef().name(), domain.certificateIssuerRef()).names;
                names.addAll(domain.virtualHosts());
                if (domain.virtualHosts().isEmpty()) {
                    names.add(domain.name());
                }
            }
        }
        List<HasMetadata> certificates = new ArrayList<>();
        requests.forEach((secret, request) -> certificates.add(certificate(context, secret, request)));
        return certificates;
    }

    private record Request(IssuerRef issuer, Set<String> names) {}

    private static Request request(Map<String, Request> requests, String secret, IssuerRef issuer) {
        return requests.computeIfAbsent(secret, name -> new Request(issuer, new TreeSet<>()));
    }

    private static HasMetadata certificate(DesiredContext context, String secret, Request request) {
        GenericKubernetesResource certificate = new GenericKubernetesResource();
        certificate.setApiVersion(API_VERSION);
        certificate.setKind(KIND);
        certificate.setMetadata(Labels.of(context, secret, Labels.ofPods(context)));
        certificate.setAdditionalProperty(
                "spec",
                Map.of(
                        "secretName",
                        secret,
                        "dnsNames",
                        List.copyOf(request.names),
                        "privateKey",
                        // Old mail clients support RSA only.
                        Map.of("algorithm", "RSA", "size", 2048, "rotationPolicy", "Always"),
                        "issuerRef",
                        Map.of(
                                "name", request.issuer.name(),
                                "kind", request.issuer.kind(),
                                "group", request.issuer.group())));
        return certificate;
    }
}
