package io.zimbraproxy.proxy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.recorded.RecordedCase;
import io.zimbraproxy.proxy.recorded.RecordedDifferences;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every web case recorded from Zimbra's own proxy in which a route was asked for, and compares what the lookup handlers
 * and the caches were asked, byte for byte. Cases in which we differ stand in {@code recorded/route-differences.tsv} with
 * the reason, and must really differ. {@link RecordedMailIT} does the same for mail.
 */
class RecordedRoutesIT {
    private static final Map<String, String> differences = RecordedDifferences.in("route-differences.tsv");

    private static ReplayStages stages;

    static List<RecordedCase> cases() {
        return ReplayStages.inOrder(RecordedCase.of("http").filter(RecordedRoutesIT::isAboutRoutes));
    }

    private static boolean isAboutRoutes(RecordedCase recorded) {
        return recorded.steps().stream()
                .anyMatch(step -> step.containsKey("to_cache") || step.containsKey("to_lookup"));
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
    void asksAsRecorded(RecordedCase recorded) throws Exception {
        // When
        ReplayScript played = stages.play(recorded);
        // Then
        String difference = differences.get(recorded.name());
        if (difference == null) {
            assertThat(played.seenRoutes()).isEqualTo(played.expectedRoutes());
        } else {
            assertThat(played.seenRoutes())
                    .as("listed as different: %s", difference)
                    .isNotEqualTo(played.expectedRoutes());
        }
    }

    @Test
    void listsOnlyCasesThatThereAre() {
        assertThat(Stream.concat(cases().stream(), RecordedMailIT.cases().stream())
                        .map(RecordedCase::name))
                .containsAll(differences.keySet());
    }
}
