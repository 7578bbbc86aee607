package io.zimbraproxy.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.operator.pods.PodReport;
import io.zimbraproxy.operator.resolve.UnresolvedReference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Events that follow from the difference between two statuses. */
class StatusEventsTest {
    /** States of a resource. */
    enum State {
        SERVES,
        STARTS,
        ROLLS,
        REFUSED,
        REFUSED_TWICE,
        UNRESOLVED,
        UNRESOLVED_IN_SERVICE,
        POD_REFUSES,
        POD_IS_BEHIND,
        EXPIRES;

        private SomeFacts facts() {
            SomeFacts facts = new SomeFacts();
            return switch (this) {
                case SERVES -> facts;
                case STARTS -> facts.workload(new Workload(true, 2, 2, 2, 0, 0)).reports(List.of());
                case ROLLS -> facts.workload(new Workload(true, 2, 3, 1, 2, 1));
                case REFUSED -> facts.invalid(1);
                case REFUSED_TWICE -> facts.invalid(2);
                case UNRESOLVED -> facts.unresolved(List.of(missing()), true);
                case UNRESOLVED_IN_SERVICE -> facts.unresolved(List.of(missing()), false);
                case POD_REFUSES -> facts.reports(List.of(other(List.of("p"))));
                case POD_IS_BEHIND -> facts.reports(List.of(other(List.of())));
                case EXPIRES -> facts.warnings(new Facts.Warning(ConditionReason.CertificateExpiresSoon, "a"));
            };
        }

        private static UnresolvedReference missing() {
            return new UnresolvedReference(
                    UnresolvedReference.Cause.SECRET_NOT_FOUND,
                    new Problem("spec.tls.certificateRef", "there is no such Secret", "a", "create it"));
        }

        private static PodReport other(List<String> problems) {
            return new PodReport("edge-1", "other", 2, problems, List.of(), null);
        }

        ZimbraProxyStatus after(ZimbraProxyStatus before) {
            return StatusBuilder.build(facts().before(before).facts(), Instant.EPOCH);
        }
    }

    /** The state before, the state after, and the Events as TYPE:REASON. */
    @ParameterizedTest
    @CsvSource({
        "STARTS, SERVES, Normal:Programmed",
        "SERVES, REFUSED, Warning:InvalidSpec",
        "REFUSED, REFUSED_TWICE, Warning:InvalidSpec",
        "REFUSED, SERVES, Normal:Programmed",
        "SERVES, UNRESOLVED, Warning:SecretNotFound",
        "SERVES, UNRESOLVED_IN_SERVICE, Warning:SecretNotFound",
        "UNRESOLVED, SERVES, Normal:Programmed",
        "UNRESOLVED_IN_SERVICE, SERVES,",
        "SERVES, POD_IS_BEHIND,",
        "POD_IS_BEHIND, SERVES, Normal:Programmed",
        "SERVES, POD_REFUSES, Warning:Refused",
        "SERVES, ROLLS, Normal:RolloutStarted",
        "ROLLS, SERVES, Normal:RolloutComplete",
        "SERVES, EXPIRES, Warning:CertificateExpiresSoon",
        "EXPIRES, SERVES,"
    })
    void eventsOfAChange(State before, State after, String expected) {
        ZimbraProxyStatus was = before.after(null);

        assertThat(events(was, after.after(was)))
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ", -1)));
    }

    @ParameterizedTest
    @EnumSource
    void noEventWithoutAChange(State state) {
        ZimbraProxyStatus was = state.after(null);

        assertThat(events(was, state.after(was))).isEmpty();
    }

    @Test
    void firstStatus() {
        assertThat(events(null, State.STARTS.after(null))).isEmpty();
        assertThat(events(null, State.UNRESOLVED.after(null))).containsExactly("Warning:SecretNotFound");
    }

    @Test
    void messageComesFromTheCondition() {
        ZimbraProxyStatus was = State.SERVES.after(null);

        assertThat(StatusEvents.between(was, State.REFUSED.after(was)))
                .containsExactly(
                        new StatusEvent(StatusEvent.Type.Warning, "InvalidSpec", "spec.a[0]: is wrong; change it"));
    }

    private static List<String> events(ZimbraProxyStatus before, ZimbraProxyStatus after) {
        return StatusEvents.between(before, after).stream()
                .map(event -> event.type() + ":" + event.reason())
                .toList();
    }
}
