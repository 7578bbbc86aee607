package io.zimbraproxy.operator.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Warnings about parts of a specification that the operator ignores. */
public final class SpecWarnings {
    private SpecWarnings() {}

    /**
     * Returns the warnings.
     *
     * @param optionalKinds kinds of other projects that this cluster has
     */
    public static List<String> of(DesiredContext context, Set<String> optionalKinds) {
        List<String> warnings = new ArrayList<>();
        ProxyPodTemplate.ignoredFields(context)
                .forEach(field -> warnings.add("spec.deployment.podTemplate: " + field
                        + " is set by the operator and was ignored; remove it from the template"));
        if (context.pods().serviceMonitor().enabled() && !optionalKinds.contains(ProxyServiceMonitor.KIND)) {
            warnings.add(
                    "spec.deployment.serviceMonitor: this cluster has no kind ServiceMonitor; install the Prometheus Operator");
        }
        if (!new CertificateRequests().desired(context).isEmpty()
                && !optionalKinds.contains(CertificateRequests.KIND)) {
            warnings.add("certificateIssuerRef: this cluster has no kind Certificate; install cert-manager");
        }
        return warnings;
    }
}
