package io.zimbraproxy.operator.status;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Protocol;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.operator.pods.PodReport;
import io.zimbraproxy.operator.resolve.UnresolvedReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Builder for the facts of a resource {@code edge} in generation 3 that serves with two pods. */
final class SomeFacts {
    static final String HASH = "hash";
    static final long GENERATION = 3;

    private final ZimbraProxy proxy = new ZimbraProxy();
    private List<Problem> invalid = List.of();
    private List<UnresolvedReference> unresolved = List.of();
    private String fault;
    private boolean held;
    private Workload workload = new Workload(true, 2, 2, 2, 2, 2);
    private List<PodReport> reports = List.of(runs("edge-1"), runs("edge-2"));
    private Collection<ServerCertificate> certificates = List.of();
    private List<Facts.Warning> warnings = List.of();

    SomeFacts() {
        proxy.getMetadata().setName("edge");
        proxy.getMetadata().setNamespace("mail");
        proxy.getMetadata().setUid("uid");
        proxy.getMetadata().setGeneration(GENERATION);
        proxy.setSpec(ZimbraProxySpec.of("mail.example.com", List.of(Listener.of("imaps", Protocol.IMAPS, 993))));
    }

    static PodReport runs(String pod) {
        return new PodReport(pod, HASH, GENERATION, List.of(), List.of(), null);
    }

    SomeFacts before(ZimbraProxyStatus status) {
        proxy.setStatus(status);
        return this;
    }

    SomeFacts generation(long generation) {
        proxy.getMetadata().setGeneration(generation);
        return this;
    }

    SomeFacts invalid(int count) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            problems.add(new Problem("spec.a[" + i + "]", "is wrong", null, "change it"));
        }
        invalid = problems;
        return this;
    }

    SomeFacts unresolved(List<UnresolvedReference> references, boolean keepsPods) {
        unresolved = references;
        held = keepsPods;
        return this;
    }

    SomeFacts fault(String ofTheApiServer) {
        fault = ofTheApiServer;
        return this;
    }

    SomeFacts workload(Workload counted) {
        workload = counted;
        return this;
    }

    SomeFacts reports(List<PodReport> ofPods) {
        reports = ofPods;
        return this;
    }

    SomeFacts certificates(Collection<ServerCertificate> inUse) {
        certificates = inUse;
        return this;
    }

    SomeFacts warnings(Facts.Warning... some) {
        warnings = List.of(some);
        return this;
    }

    Facts facts() {
        return new Facts(
                proxy,
                invalid,
                unresolved,
                fault,
                held,
                HASH,
                workload,
                reports,
                List.of("203.0.113.7"),
                certificates,
                warnings,
                "app=edge");
    }
}
