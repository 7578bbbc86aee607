package io.zimbraproxy.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests when a deadline runs its action. */
class DeadlineTest {
    private static final long SOON = Duration.ofMillis(30).toNanos();
    private static final long LATER = Duration.ofMillis(90).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final EventLoop loop = new DefaultEventLoop();
    private final CompletableFuture<Long> late = new CompletableFuture<>();
    private final long start = System.nanoTime();

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void runsAtTheDeadline() throws Exception {
        begin(SOON, SOON, deadline -> {});
        assertThat(elapsed()).isGreaterThanOrEqualTo(SOON);
    }

    @Test
    void runsLaterWhenTheDeadlineHasMoved() throws Exception {
        begin(SOON, SOON, deadline -> deadline.moveTo(start + LATER));
        assertThat(elapsed()).isGreaterThanOrEqualTo(LATER);
    }

    @Test
    void runsSoonerWhenTheDeadlineHasMoved() throws Exception {
        begin(HOUR, HOUR, deadline -> deadline.moveTo(start + SOON));
        assertThat(elapsed()).isBetween(SOON, HOUR);
    }

    @Test
    void onlyChecksWhereANearerDeadlineIsExpected() throws Exception {
        begin(LATER, SOON, deadline -> {});
        assertThat(elapsed()).isGreaterThanOrEqualTo(LATER);
    }

    @Test
    void doesNotRunOnceStopped() throws Exception {
        begin(SOON, SOON, deadline -> {
            deadline.stop();
            deadline.moveTo(start);
        });
        loop.schedule(() -> {}, LATER, TimeUnit.NANOSECONDS).sync();
        assertThat(late).isNotDone();
    }

    private void begin(long deadline, long firstCheck, Consumer<Deadline> then) throws InterruptedException {
        loop.submit(() -> then.accept(new Deadline(
                        loop, start + deadline, start + firstCheck, () -> late.complete(System.nanoTime()))))
                .sync();
    }

    private long elapsed() throws Exception {
        return late.get(10, TimeUnit.SECONDS) - start;
    }
}
