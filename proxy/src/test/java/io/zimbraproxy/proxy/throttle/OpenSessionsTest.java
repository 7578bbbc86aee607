package io.zimbraproxy.proxy.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.spec.SessionLimits;
import io.zimbraproxy.crds.spec.Throttle;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class OpenSessionsTest {
    private static final ClientPeer HERE = new ClientPeer("192.0.2.7", 4242, "192.0.2.1");

    private final OpenSessions sessions = new OpenSessions(
            new LimitTable(Throttle.defaults().withSessions(new SessionLimits(2, 1)), List.of()),
            new LocalSessionCounter());

    private static boolean now(CompletionStage<Boolean> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    @Test
    void releasedSlotsAreFree() {
        SessionSlots first = sessions.newSlots();
        SessionSlots second = sessions.newSlots();
        SessionSlots third = sessions.newSlots();
        assertThat(now(first.ofAddress(HERE, null))).isTrue();
        assertThat(now(second.ofAddress(HERE, null))).isTrue();
        assertThat(now(third.ofAddress(HERE, null))).isFalse();
        third.release();
        first.release();
        assertThat(now(sessions.newSlots().ofAddress(HERE, null))).isTrue();
        assertThat(now(sessions.newSlots().ofAddress(HERE, null))).isFalse();
    }

    @Test
    void accountNamesIgnoreCase() {
        assertThat(now(sessions.newSlots().ofAccount("alice@example.com"))).isTrue();
        assertThat(now(sessions.newSlots().ofAccount("ALICE@example.com"))).isFalse();
        assertThat(now(sessions.newSlots().ofAccount("bob@example.com"))).isTrue();
    }

    @Test
    void releasedSessionTakesNoSlot() {
        SessionSlots over = sessions.newSlots();
        over.release();
        now(over.ofAccount("alice@example.com"));
        assertThat(now(sessions.newSlots().ofAccount("alice@example.com"))).isTrue();
    }
}
