package io.zimbraproxy.operator.status;

import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.operator.pods.PodReport;
import java.util.List;
import java.util.Optional;

/** What facts mean for each condition. */
final class Verdicts {
    private final Facts facts;

    Verdicts(Facts facts) {
        this.facts = facts;
    }

    Verdict accepted() {
        return facts.invalid().isEmpty()
                ? Verdict.yes("Valid", "the specification is valid")
                : Verdict.no("InvalidSpec", facts.invalid());
    }

    Verdict resolved() {
        if (!facts.invalid().isEmpty()) {
            return Verdict.unknown("InvalidSpec", "not looked at while the specification is refused");
        }
        if (facts.unresolved().isEmpty()) {
            return Verdict.yes("Resolved", "everything it names is there and usable");
        }
        return Verdict.no(reason(facts.unresolved()), facts.unresolved());
    }

    private static String reason(List<Problem> problems) {
        boolean missing = problems.stream().anyMatch(problem -> problem.what().contains("no such Secret"));
        boolean servers = problems.stream().allMatch(problem -> problem.path().contains("serversFrom"));
        return missing ? "SecretNotFound" : servers ? "NoServers" : "InvalidSecret";
    }

    Verdict programmed() {
        if (!facts.invalid().isEmpty()) {
            return Verdict.no("NotAccepted", "the pods keep what they have: the specification is refused");
        }
        if (facts.held()) {
            return Verdict.no("RefsNotResolved", "the pods keep what they have: what it names is missing or broken");
        }
        if (facts.fault() != null) {
            return Verdict.no("ApplyFailed", facts.fault());
        }
        List<PodReport> reports = facts.reports();
        if (facts.workload().counted() && facts.workload().wanted() == 0 && reports.isEmpty()) {
            return Verdict.yes("NoPods", "no pod is wanted");
        }
        if (reports.isEmpty()) {
            return Verdict.no("NoReadyPods", "no pod is ready yet");
        }
        return asked(reports);
    }

    private Verdict asked(List<PodReport> reports) {
        long generation = facts.proxy().getMetadata().getGeneration();
        List<PodReport> others = reports.stream()
                .filter(report -> !report.runs(facts.hash(), generation))
                .toList();
        int ready = facts.workload().ready();
        if (others.isEmpty() && reports.size() < ready && !known(generation)) {
            // Counted already, but the watch over pods has not told of all of them.
            return Verdict.no(
                    "Pending", reports.size() + " of " + ready + " ready pods run it; the others are not known yet");
        }
        if (others.isEmpty() || known(generation) && others.stream().allMatch(pod -> pod.fault() != null)) {
            return Verdict.yes("Programmed", "all ready pods run generation " + generation);
        }
        Optional<PodReport> refusing =
                others.stream().filter(report -> !report.problems().isEmpty()).findFirst();
        if (refusing.isPresent()) {
            PodReport pod = refusing.get();
            return Verdict.no("Refused", "pod " + pod.pod() + " refuses it: " + Verdict.lines(pod.problems()));
        }
        Optional<PodReport> silent =
                others.stream().filter(report -> report.fault() != null).findFirst();
        if (silent.isPresent()) {
            PodReport pod = silent.get();
            return Verdict.no("Unreachable", "pod " + pod.pod() + " cannot be asked what it runs: " + pod.fault());
        }
        List<String> names = others.stream().map(PodReport::pod).limit(5).toList();
        return Verdict.no(
                "Pending",
                (reports.size() - others.size()) + " of " + reports.size() + " ready pods run it; waiting for "
                        + String.join(", ", names));
    }

    /** What all pods ran once they run still; that one of them is slow to say so is no news. */
    private boolean known(long generation) {
        return StatusBuilder.find(facts.proxy().getStatus(), ConditionType.Programmed)
                .filter(before -> before.getStatus().equals("True"))
                .filter(before -> before.getObservedGeneration() == generation)
                .isPresent();
    }

    Verdict ready() {
        Verdict accepted = accepted();
        if (!accepted.holds()) {
            return Verdict.no("NotAccepted", accepted.message());
        }
        if (facts.held()) {
            return Verdict.no("RefsNotResolved", resolved().message());
        }
        if (facts.fault() != null) {
            return Verdict.no("ApplyFailed", facts.fault());
        }
        Workload pods = facts.workload();
        if (pods.rolling()) {
            return Verdict.no("RollingOut", pods.updated() + " of " + pods.wanted() + " pods are of the newest shape");
        }
        if (!pods.counted()) {
            return Verdict.no("PodsNotReady", "there are no pods yet");
        }
        if (!pods.complete()) {
            return Verdict.no("PodsNotReady", pods.available() + " of " + pods.wanted() + " pods are ready");
        }
        Verdict programmed = programmed();
        return programmed.holds()
                ? Verdict.yes("Ready", "it serves as specified")
                : Verdict.no("NotProgrammed", programmed.message());
    }

    Optional<Verdict> warning() {
        if (facts.warnings().isEmpty()) {
            return Optional.empty();
        }
        List<String> messages =
                facts.warnings().stream().map(Facts.Warning::message).toList();
        return Optional.of(Verdict.yes(facts.warnings().get(0).reason(), Verdict.lines(messages)));
    }
}
