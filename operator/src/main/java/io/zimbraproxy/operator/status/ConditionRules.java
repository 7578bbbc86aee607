package io.zimbraproxy.operator.status;

import io.zimbraproxy.operator.pods.PodReport;
import io.zimbraproxy.operator.resolve.UnresolvedReference;
import java.util.List;
import java.util.Optional;

/** Rules that decide each condition from the facts. */
final class ConditionRules {
    private static final int MAX_NAMES = 5;

    private final Facts facts;

    ConditionRules(Facts facts) {
        this.facts = facts;
    }

    ConditionResult accepted() {
        return facts.invalid().isEmpty()
                ? ConditionResult.yes(ConditionReason.Valid, "the specification is valid")
                : ConditionResult.no(ConditionReason.InvalidSpec, facts.invalid());
    }

    ConditionResult resolved() {
        if (!facts.invalid().isEmpty()) {
            return ConditionResult.unknown(
                    ConditionReason.InvalidSpec, "not checked because the specification is invalid");
        }
        if (facts.unresolved().isEmpty()) {
            return ConditionResult.yes(
                    ConditionReason.Resolved, "all referenced Secrets and servers exist and are usable");
        }
        return ConditionResult.no(reason(facts.unresolved()), facts.unresolved());
    }

    /** A missing Secret comes first; missing servers count when nothing else is wrong. */
    private static ConditionReason reason(List<UnresolvedReference> unresolved) {
        List<UnresolvedReference.Cause> causes =
                unresolved.stream().map(UnresolvedReference::cause).toList();
        if (causes.contains(UnresolvedReference.Cause.SECRET_NOT_FOUND)) {
            return ConditionReason.SecretNotFound;
        }
        return causes.contains(UnresolvedReference.Cause.INVALID_SECRET)
                ? ConditionReason.InvalidSecret
                : ConditionReason.NoServers;
    }

    ConditionResult programmed() {
        if (!facts.invalid().isEmpty()) {
            return ConditionResult.no(
                    ConditionReason.NotAccepted,
                    "the pods keep their current configuration because the specification is invalid");
        }
        if (facts.held()) {
            return ConditionResult.no(
                    ConditionReason.RefsNotResolved,
                    "the pods keep their current configuration because a referenced Secret or server is missing or unusable");
        }
        if (facts.fault() != null) {
            return ConditionResult.no(ConditionReason.ApplyFailed, facts.fault());
        }
        List<PodReport> reports = facts.reports();
        if (facts.workload().counted() && facts.workload().wanted() == 0 && reports.isEmpty()) {
            return ConditionResult.yes(ConditionReason.NoPods, "no pods are requested");
        }
        if (reports.isEmpty()) {
            return ConditionResult.no(ConditionReason.NoReadyPods, "no pod is ready yet");
        }
        return byReports(reports);
    }

    private ConditionResult byReports(List<PodReport> reports) {
        long generation = facts.proxy().getMetadata().getGeneration();
        List<PodReport> others = reports.stream()
                .filter(report -> !report.runs(facts.hash(), generation))
                .toList();
        int ready = facts.workload().ready();
        if (others.isEmpty() && reports.size() < ready && !wasProgrammed(generation)) {
            // The workload counts these pods already, but the watch for pods has not reported all of them.
            return ConditionResult.no(
                    ConditionReason.Pending,
                    reports.size() + " of " + ready + " ready pods run this generation; the others are not known yet");
        }
        if (others.isEmpty()
                || wasProgrammed(generation) && others.stream().allMatch(report -> report.fault() != null)) {
            return ConditionResult.yes(ConditionReason.Programmed, "all ready pods run generation " + generation);
        }
        return others.stream()
                .filter(report -> !report.problems().isEmpty())
                .findFirst()
                .map(ConditionRules::refused)
                .or(() -> others.stream()
                        .filter(report -> report.fault() != null)
                        .findFirst()
                        .map(ConditionRules::unreachable))
                .orElseGet(() -> pending(reports.size(), others));
    }

    private static ConditionResult refused(PodReport report) {
        return ConditionResult.no(
                ConditionReason.Refused,
                "pod " + report.pod() + " refuses the configuration: " + ConditionResult.lines(report.problems()));
    }

    private static ConditionResult unreachable(PodReport report) {
        return ConditionResult.no(
                ConditionReason.Unreachable,
                "pod " + report.pod() + " does not report its configuration: " + report.fault());
    }

    private static ConditionResult pending(int all, List<PodReport> others) {
        List<String> names =
                others.stream().map(PodReport::pod).limit(MAX_NAMES).toList();
        return ConditionResult.no(
                ConditionReason.Pending,
                (all - others.size()) + " of " + all + " ready pods run this generation; waiting for "
                        + String.join(", ", names));
    }

    /** Tells whether all pods ran this generation before. They still do, so one late report changes nothing. */
    private boolean wasProgrammed(long generation) {
        return StatusBuilder.find(facts.proxy().getStatus(), ConditionType.Programmed)
                .filter(ConditionStatus.True::isOf)
                .filter(before -> before.getObservedGeneration() == generation)
                .isPresent();
    }

    ConditionResult ready() {
        ConditionResult accepted = accepted();
        if (!accepted.holds()) {
            return ConditionResult.no(ConditionReason.NotAccepted, accepted.message());
        }
        if (facts.held()) {
            return ConditionResult.no(
                    ConditionReason.RefsNotResolved, resolved().message());
        }
        if (facts.fault() != null) {
            return ConditionResult.no(ConditionReason.ApplyFailed, facts.fault());
        }
        Workload pods = facts.workload();
        if (pods.rolling()) {
            return ConditionResult.no(
                    ConditionReason.RollingOut,
                    pods.updated() + " of " + pods.wanted() + " pods run the newest pod template");
        }
        if (!pods.counted()) {
            return ConditionResult.no(ConditionReason.PodsNotReady, "there are no pods yet");
        }
        if (!pods.complete()) {
            return ConditionResult.no(
                    ConditionReason.PodsNotReady, pods.available() + " of " + pods.wanted() + " pods are ready");
        }
        ConditionResult programmed = programmed();
        return programmed.holds()
                ? ConditionResult.yes(ConditionReason.Ready, "the proxy serves as specified")
                : ConditionResult.no(ConditionReason.NotProgrammed, programmed.message());
    }

    Optional<ConditionResult> warning() {
        if (facts.warnings().isEmpty()) {
            return Optional.empty();
        }
        List<String> messages =
                facts.warnings().stream().map(Facts.Warning::message).toList();
        return Optional.of(ConditionResult.yes(facts.warnings().get(0).reason(), ConditionResult.lines(messages)));
    }
}
