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
 * Replays every web case recorded from Zimbra's own proxy, and every recorded selection of a server by client address. Compares
 * what the client and each mailbox server receive, and the requests to lookup handlers and caches. The differences of this proxy
 * are listed with reasons in {@code recorded/web-differences.tsv} and {@code recorded/route-differences.tsv}, and must exist.
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
    void behavesAsRecorded(RecordedCase recorded) throws Exception {
        // When
        ReplayScript played = stages.play(recorded);
        // Then
        comparison.assertAsRecorded(played);
    }

    @Test
    void differencesNameExistingCases() {
        assertThat(cases().stream().map(RecordedCase::name))
                .containsAll(RecordedDifferences.in(DIFFERENCES).keySet());
        assertThat(RecordedCase.all().map(RecordedCase::name))
                .containsAll(RecordedDifferences.in("route-differences.tsv").keySet());
    }
}
