package io.zimbraproxy.operator.status;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.operator.desired.ReconcilePlan;
import io.zimbraproxy.operator.desired.SpecWarnings;
import io.zimbraproxy.operator.pods.PodReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects warnings about things that work but need attention. */
public final class StatusWarnings {
    private StatusWarnings() {}

    /**
     * Collects all warnings.
     *
     * @param optionalKinds kinds of other projects that this cluster has
     * @param soon certificates that expire before this time get a warning
     */
    public static List<Facts.Warning> of(
            boolean paused, ReconcilePlan plan, Set<String> optionalKinds, List<PodReport> reports, Instant soon) {
        List<Facts.Warning> all = new ArrayList<>();
        if (paused) {
            all.add(new Facts.Warning(
                    ConditionReason.Paused,
                    "the annotation zimbraproxy.io/paused is set: the operator changes nothing; remove it to resume"));
        }
        plan.certificates().stream()
                .filter(certificate -> certificate.notAfter().isBefore(soon))
                .sorted(Comparator.comparing(ServerCertificate::notAfter))
                .forEach(certificate -> all.add(new Facts.Warning(
                        ConditionReason.CertificateExpiresSoon,
                        "the certificate in Secret " + certificate.name() + " is valid until "
                                + certificate.notAfter().truncatedTo(ChronoUnit.SECONDS) + "; renew it")));
        plan.context().ifPresent(context -> SpecWarnings.of(context, optionalKinds)
                .forEach(text -> all.add(new Facts.Warning(ConditionReason.NotTakenOver, text))));
        Set<String> ofPods = new LinkedHashSet<>();
        reports.forEach(report -> ofPods.addAll(report.warnings()));
        ofPods.forEach(text -> all.add(new Facts.Warning(ConditionReason.PodsWarn, text)));
        return all;
    }
}
