package io.zimbraproxy.operator.status;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.operator.pods.PodReport;
import io.zimbraproxy.operator.resolve.UnresolvedReference;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of the status.
 *
 * @param proxy the resource, with its previous status
 * @param invalid problems that make the specification invalid
 * @param unresolved references that are missing or unusable
 * @param fault why the API server rejected an object; null when it accepted all of them
 * @param held whether the pods keep their current configuration because of {@code unresolved}
 * @param hash of the configuration that the pods should run; null when the specification is invalid
 * @param workload counts of pods
 * @param reports of the ready pods
 * @param addresses of the Service
 * @param certificates in use
 * @param warnings about things that work but need attention
 * @param selector label selector of the pods
 */
public record Facts(
        ZimbraProxy proxy,
        List<Problem> invalid,
        List<UnresolvedReference> unresolved,
        @Nullable String fault,
        boolean held,
        @Nullable String hash,
        Workload workload,
        List<PodReport> reports,
        List<String> addresses,
        Collection<ServerCertificate> certificates,
        List<Warning> warnings,
        String selector) {
    /** A line of the condition {@code Warning}. */
    public record Warning(ConditionReason reason, String message) {}
}
