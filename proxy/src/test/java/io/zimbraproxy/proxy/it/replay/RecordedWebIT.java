package io.zimbraproxy.proxy.it.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.recorded.RecordedCase;
import io.zimbraproxy.proxy.recorded.RecordedDifferences;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every web case recorded from Zimbra's own proxy, and every recorded choice of a server by the client's address, and
 * compares what the client was told, which mailbox servers were told what, and what the lookup handlers and the caches were
 * asked. Cases in which we differ stand in {@code recorded/web-differences.tsv} and {@code recorded/route-differences.tsv}
 * with the reason, and must really differ.
 */
class RecordedWebIT {
    private static final String DIFFERENCES = "web-differences.tsv";

    private final RecordedComparison comparison = new RecordedComparison(DIFFERENCES);

    private static ReplayStages stages;

    static List<RecordedCase> cases() {
        return ReplayStages.inOrder(WebCases.all());
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        stages = new ReplayStages(folder, cases());
    }

    @AfterAll
    static void stop() throws Exception {
        stages.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void servesAsRecorded(RecordedCase recorded) throws Exception {
        // When
        ReplayScript played = stages.play(recorded);
        // Then
        comparison.assertAsRecorded(played);
    }

    @Test
    void listsOnlyCasesThatThereAre() {
        assertThat(cases().stream().map(RecordedCase::name))
                .containsAll(RecordedDifferences.in(DIFFERENCES).keySet());
        assertThat(RecordedCase.all().map(RecordedCase::name))
                .containsAll(RecordedDifferences.in("route-differences.tsv").keySet());
    }
}
