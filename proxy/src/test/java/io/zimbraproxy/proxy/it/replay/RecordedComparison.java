package io.zimbraproxy.proxy.it.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.zimbraproxy.proxy.recorded.RecordedDifferences;
import java.util.List;
import java.util.Map;

/** Compares a replayed case with its recording. Listed differences must exist, and no others. */
final class RecordedComparison {
    private final Map<String, String> received;
    private final Map<String, String> requests = RecordedDifferences.in("route-differences.tsv");

    /** {@code list} is the file with differences in what clients and mailbox servers receive. */
    RecordedComparison(String list) {
        received = RecordedDifferences.in(list);
    }

    void assertAsRecorded(ReplayScript played) {
        assertAll(() -> assertReceived(played), () -> assertRequests(played));
    }

    /** A reason begins with the peers that receive something else. The others must receive what was recorded. */
    private void assertReceived(ReplayScript played) {
        String name = played.recorded().name();
        String difference = received.get(name);
        if (difference == null) {
            assertThat(played.actualReceived()).as(name).isEqualTo(played.expectedReceived());
        } else {
            List<String> listed = List.of(difference.split(": ", 2)[0].split(", "));
            assertThat(played.differingPeers())
                    .as(
                            "%s, listed as different: %s\nactual\n%s\nrecorded\n%s",
                            name, difference, played.actualReceived(), played.expectedReceived())
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    private void assertRequests(ReplayScript played) {
        String name = played.recorded().name();
        String difference = requests.get(name);
        if (difference == null) {
            assertThat(played.actualRequests()).as(name).isEqualTo(played.expectedRequests());
        } else {
            assertThat(played.actualRequests())
                    .as("%s, listed as different: %s", name, difference)
                    .isNotEqualTo(played.expectedRequests());
        }
    }
}
