package io.zimbraproxy.operator.status;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.operator.pods.PodReport;
import java.util.Collection;
import java.util.List;

/**
 * Everything a status is made of.
 *
 * @param invalid why the specification is refused
 * @param unresolved references that are missing or broken
 * @param fault why the cluster took something not; null when it took everything
 * @param held whether the pods keep what they had because of those
 * @param hash of what the pods shall run; null when nothing is known of it
 * @param workload the pods in numbers
 * @param reports of the pods that are ready
 * @param addresses of the Service
 * @param certificates in service
 * @param warnings about what works and should be looked at all the same
 * @param selector of the pods
 */
public record Facts(
        ZimbraProxy proxy,
        List<Problem> invalid,
        List<Problem> unresolved,
        String fault,
        boolean held,
        String hash,
        Workload workload,
        List<PodReport> reports,
        List<String> addresses,
        Collection<ServerCertificate> certificates,
        List<Warning> warnings,
        String selector) {
    /** Something to look at; {@code reason} is one word. */
    public record Warning(String reason, String message) {}
}
