package io.zimbraproxy.operator.status;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.operator.desired.Plan;
import io.zimbraproxy.operator.desired.Warnings;
import io.zimbraproxy.operator.pods.PodReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What works, and should be looked at all the same. */
public final class Attention {
    private Attention() {}

    /** {@code soon}: certificates that end before then are called out. */
    public static List<Facts.Warning> of(
            boolean paused, Plan plan, Set<String> extras, List<PodReport> reports, Instant soon) {
        List<Facts.Warning> all = new ArrayList<>();
        if (paused) {
            all.add(new Facts.Warning(
                    "Paused", "the annotation zimbraproxy.io/paused is set: changes are not carried out"));
        }
        plan.certificates().stream()
                .filter(certificate -> certificate.notAfter().isBefore(soon))
                .sorted(Comparator.comparing(ServerCertificate::notAfter))
                .forEach(certificate -> all.add(new Facts.Warning(
                        "CertificateExpiresSoon",
                        "the certificate in Secret " + certificate.name() + " ends at "
                                + certificate.notAfter().truncatedTo(ChronoUnit.SECONDS))));
        plan.site().ifPresent(site -> Warnings.of(site, extras)
                .forEach(text -> all.add(new Facts.Warning("NotTakenOver", text))));
        Set<String> ofPods = new LinkedHashSet<>();
        reports.forEach(report -> ofPods.addAll(report.warnings()));
        ofPods.forEach(text -> all.add(new Facts.Warning("PodsWarn", text)));
        return all;
    }
}
