package io.zimbraproxy.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.operator.pods.PodReport;
import io.zimbraproxy.operator.resolve.UnresolvedReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions that follow from facts, by the rows of {@code status/conditions.tsv}. */
class ConditionRulesTest {
    static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/status/conditions.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split("\t", -1)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row(List<String> row) {
        SomeFacts facts = new SomeFacts()
                .invalid(row.get(0).equals("x") ? 1 : 0)
                .unresolved(
                        words(row.get(1)).map(ConditionRulesTest::unresolved).toList(),
                        row.get(2).equals("held"))
                .workload(workload(row.get(3)))
                .reports(reports(words(row.get(4)).toList()));

        ConditionRules rules = new ConditionRules(facts.facts());

        assertThat(Stream.of(rules.accepted(), rules.resolved(), rules.programmed(), rules.ready())
                        .map(result -> result.status() + ":" + result.reason()))
                .isEqualTo(row.subList(5, 9));
    }

    private static Stream<String> words(String cell) {
        return cell.equals("-") ? Stream.empty() : Stream.of(cell.split(" ", -1));
    }

    private static UnresolvedReference unresolved(String kind) {
        UnresolvedReference.Cause cause =
                switch (kind) {
                    case "missing" -> UnresolvedReference.Cause.SECRET_NOT_FOUND;
                    case "broken" -> UnresolvedReference.Cause.INVALID_SECRET;
                    case "servers" -> UnresolvedReference.Cause.NO_SERVERS;
                    default -> throw new IllegalArgumentException(kind);
                };
        return new UnresolvedReference(cause, new Problem("spec.a", "is wrong", null, "change it"));
    }

    private static Workload workload(String cell) {
        if (cell.equals("-")) {
            return Workload.NONE;
        }
        int[] counts =
                Stream.of(cell.split("/", -1)).mapToInt(Integer::parseInt).toArray();
        return new Workload(true, counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private static List<PodReport> reports(List<String> words) {
        List<PodReport> reports = new ArrayList<>();
        for (String word : words) {
            reports.add(report("edge-" + reports.size(), word));
        }
        return reports;
    }

    private static PodReport report(String pod, String word) {
        return switch (word) {
            case "runs" -> SomeFacts.runs(pod);
            case "runs-and-warns" ->
                new PodReport(pod, SomeFacts.HASH, SomeFacts.GENERATION, List.of(), List.of("w"), null);
            case "behind" -> new PodReport(pod, "other", SomeFacts.GENERATION - 1, List.of(), List.of(), null);
            case "older" -> new PodReport(pod, SomeFacts.HASH, SomeFacts.GENERATION - 1, List.of(), List.of(), null);
            case "silent" -> new PodReport(pod, null, 0, List.of(), List.of(), "timed out");
            case "refuses" -> new PodReport(pod, "other", SomeFacts.GENERATION, List.of("p1", "p2"), List.of(), null);
            default -> throw new IllegalArgumentException(word);
        };
    }

    @Test
    void refusingPodIsNamedWithItsProblems() {
        Facts facts =
                new SomeFacts().reports(reports(List.of("runs", "refuses"))).facts();

        assertThat(new ConditionRules(facts).programmed().message())
                .isEqualTo("pod edge-1 refuses the configuration: p1\np2");
    }

    @Test
    void pendingPodsAreNamed() {
        Facts facts = new SomeFacts()
                .reports(reports(List.of("runs", "behind", "behind")))
                .facts();

        assertThat(new ConditionRules(facts).programmed().message())
                .isEqualTo("1 of 3 ready pods run this generation; waiting for edge-1, edge-2");
    }

    /** The watch for pods reports a deletion before the watch for workloads does. */
    @Test
    void endingPodDoesNotChangeTheCondition() {
        ZimbraProxyStatus serving = StatusBuilder.build(new SomeFacts().facts(), Instant.EPOCH);
        Facts facts = new SomeFacts()
                .before(serving)
                .reports(reports(List.of("runs")))
                .facts();

        assertThat(new ConditionRules(facts).programmed().status()).isEqualTo(ConditionStatus.True);
    }

    @Test
    void everyProblemIsReported() {
        Facts facts = new SomeFacts().invalid(2).facts();

        assertThat(new ConditionRules(facts).accepted().message())
                .isEqualTo("spec.a[0]: is wrong; change it\nspec.a[1]: is wrong; change it");
        assertThat(new ConditionRules(facts).ready().message())
                .isEqualTo(new ConditionRules(facts).accepted().message());
    }

    /** The API server limits a message to 32 KiB. */
    @Test
    void furtherProblemsAreCounted() {
        String message = new ConditionRules(new SomeFacts().invalid(5000).facts())
                .accepted()
                .message();

        assertThat(message).hasSizeLessThan(32_768).endsWith("\nand 4980 more");
        assertThat(message.lines()).hasSize(21);
    }

    @Test
    void longMessageIsCut() {
        List<Problem> problems = List.of(new Problem("spec", "x".repeat(100_000), null, "y"));

        assertThat(ConditionResult.no(ConditionReason.InvalidSpec, problems).message())
                .hasSizeLessThan(32_768)
                .endsWith("...");
    }

    @Test
    void warningsShareACondition() {
        Facts facts = new SomeFacts()
                .warnings(
                        new Facts.Warning(ConditionReason.Paused, "a"),
                        new Facts.Warning(ConditionReason.PodsWarn, "b"))
                .facts();

        assertThat(new ConditionRules(facts).warning()).contains(ConditionResult.yes(ConditionReason.Paused, "a\nb"));
        assertThat(new ConditionRules(new SomeFacts().facts()).warning()).isEmpty();
    }

    /** The pod is ready and ran this generation before. */
    @Test
    void lateReportDoesNotChangeTheCondition() {
        PodReport silent = new PodReport("edge-2", null, 0, List.of(), List.of(), "no response");
        SomeFacts facts = new SomeFacts().reports(List.of(SomeFacts.runs("edge-1"), silent));

        assertThat(new ConditionRules(facts.facts()).programmed().reason()).isEqualTo(ConditionReason.Unreachable);

        ZimbraProxyStatus programmed = StatusBuilder.build(new SomeFacts().facts(), Instant.EPOCH);
        assertThat(new ConditionRules(facts.before(programmed).facts())
                        .programmed()
                        .reason())
                .isEqualTo(ConditionReason.Programmed);
    }

    @Test
    void rejectedObjectIsReported() {
        ConditionRules rules = new ConditionRules(new SomeFacts()
                .fault("the API server responded with 422: no such class")
                .facts());

        assertThat(rules.programmed().reason()).isEqualTo(ConditionReason.ApplyFailed);
        assertThat(rules.ready().message()).isEqualTo("the API server responded with 422: no such class");
    }
}
