package io.zimbraproxy.proxy.it.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.recorded.RecordedCase;
import io.zimbraproxy.proxy.recorded.RecordedDifferences;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays every mail case recorded from Zimbra's own proxy. Compares what the client and the mailbox server receive, and the
 * requests to lookup handlers and caches. The differences of this proxy are listed with reasons in
 * {@code recorded/mail-differences.tsv} and {@code recorded/route-differences.tsv}, and must exist.
 */
class RecordedMailIT {
    private static final String DIFFERENCES = "mail-differences.tsv";

    private final RecordedComparison comparison = new RecordedComparison(DIFFERENCES);

    private static ReplayStages stages;

    static List<RecordedCase> cases() {
        return ReplayStages.inOrder(Stream.of("imap", "pop3").flatMap(RecordedCase::of));
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
    }
}
