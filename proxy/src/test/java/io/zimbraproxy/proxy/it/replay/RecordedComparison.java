package io.zimbraproxy.proxy.it.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.zimbraproxy.proxy.recorded.RecordedDifferences;
import java.util.List;
import java.util.Map;

/** Asserts of a case that was played that all is as recorded, but for what the lists have, which must be different. */
final class RecordedComparison {
    private final Map<String, String> told;
    private final Map<String, String> routes = RecordedDifferences.in("route-differences.tsv");

    /** {@code list}: of what clients and mailbox servers are told. */
    RecordedComparison(String list) {
        told = RecordedDifferences.in(list);
    }

    void assertAsRecorded(ReplayScript played) {
        assertAll(() -> assertTold(played), () -> assertRoutes(played));
    }

    /** A reason begins with those who are told something else; whoever is not named there is told the same. */
    private void assertTold(ReplayScript played) {
        String name = played.recorded().name();
        String difference = told.get(name);
        if (difference == null) {
            assertThat(played.seenTold()).as(name).isEqualTo(played.expectedTold());
        } else {
            List<String> listed = List.of(difference.split(": ", 2)[0].split(", "));
            assertThat(played.differingTold())
                    .as(
                            "%s, listed as different: %s\nseen\n%s\nrecorded\n%s",
                            name, difference, played.seenTold(), played.expectedTold())
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    private void assertRoutes(ReplayScript played) {
        String name = played.recorded().name();
        String difference = routes.get(name);
        if (difference == null) {
            assertThat(played.seenRoutes()).as(name).isEqualTo(played.expectedRoutes());
        } else {
            assertThat(played.seenRoutes())
                    .as("%s, listed as different: %s", name, difference)
                    .isNotEqualTo(played.expectedRoutes());
        }
    }
}
