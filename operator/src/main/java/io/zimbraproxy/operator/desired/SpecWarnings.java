package io.zimbraproxy.operator.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a resource asks for and does not get, without being refused for it. */
public final class SpecWarnings {
    private SpecWarnings() {}

    /** One sentence each; {@code extras} are the kinds of other projects that this cluster has. */
    public static List<String> of(DesiredContext context, Set<String> extras) {
        List<String> warnings = new ArrayList<>();
        ProxyPodTemplate.refused(context)
                .forEach(field -> warnings.add("spec.deployment.podTemplate: " + field
                        + " is the operator's, and stays as it is; remove it from the template"));
        if (context.pods().serviceMonitor().enabled() && !extras.contains(ProxyServiceMonitor.KIND)) {
            warnings.add(
                    "spec.deployment.serviceMonitor: this cluster has no kind ServiceMonitor; install the Prometheus Operator");
        }
        if (!new CertificateRequests().desired(context).isEmpty() && !extras.contains(CertificateRequests.KIND)) {
            warnings.add("certificateIssuerRef: this cluster has no kind Certificate; install cert-manager");
        }
        return warnings;
    }
}
