package io.zimbraproxy.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests which time limit of a login is reported. */
class LoginDeadlineTest {
    private static final Duration SOON = Duration.ofMillis(30);
    private static final Duration LATER = Duration.ofMillis(90);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String WHOLE = "no reply to the login in time";

    private final EventLoop loop = new DefaultEventLoop();
    private final CompletableFuture<String> late = new CompletableFuture<>();

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void endsAStep() throws Exception {
        begin(times(SOON, NEVER, NEVER), deadline -> deadline.step(SOON, "no greeting"));
        assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo("no greeting");
    }

    @Test
    void endsTheLoginThoughNoStepIsLate() throws Exception {
        begin(times(NEVER, NEVER, SOON), deadline -> deadline.step(NEVER, "no greeting"));
        assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo(WHOLE);
    }

    /** The timer fires at the end of the first step, finds the second step, and is set for its end. */
    @Test
    void givesTheNextStepItsOwnTime() throws Exception {
        begin(times(SOON, LATER, NEVER), deadline -> {
            deadline.step(SOON, "no greeting");
            deadline.step(LATER, "no reply to LOGIN");
        });
        assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo("no reply to LOGIN");
    }

    /** The step is shorter than any time that was known at the start. */
    @Test
    void movesTheTimerForAShorterStep() throws Exception {
        begin(times(NEVER, NEVER, NEVER), deadline -> deadline.step(SOON, "no reply to STARTTLS"));
        assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo("no reply to STARTTLS");
    }

    @Test
    void reportsNothingOnceStopped() throws Exception {
        begin(times(SOON, SOON, SOON), LoginDeadline::stop);
        loop.schedule(() -> {}, LATER.toNanos(), TimeUnit.NANOSECONDS).sync();
        assertThat(late).isNotDone();
    }

    private static LoginTimes times(Duration greeting, Duration login, Duration total) {
        return new LoginTimes(NEVER, NEVER, greeting, login, total);
    }

    private void begin(LoginTimes times, Consumer<LoginDeadline> then) throws InterruptedException {
        loop.submit(() -> then.accept(new LoginDeadline(loop, times, late::complete)))
                .sync();
    }
}
