package io.zimbraproxy.operator.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a resource asks for and does not get, without being refused for it. */
public final class Warnings {
    private Warnings() {}

    /** One sentence each; {@code extras} are the kinds of other projects that this cluster has. */
    public static List<String> of(Site site, Set<String> extras) {
        List<String> warnings = new ArrayList<>();
        PodShape.refused(site)
                .forEach(field -> warnings.add("spec.deployment.podTemplate: " + field
                        + " is the operator's, and stays as it is; remove it from the template"));
        if (site.pods().serviceMonitor().enabled() && !extras.contains(Monitor.KIND)) {
            warnings.add(
                    "spec.deployment.serviceMonitor: this cluster has no kind ServiceMonitor; install the Prometheus Operator");
        }
        if (!new CertificateRequests().desired(site).isEmpty() && !extras.contains(CertificateRequests.KIND)) {
            warnings.add("certificateIssuerRef: this cluster has no kind Certificate; install cert-manager");
        }
        return warnings;
    }
}
