package io.zimbraproxy.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which connections a clock tells that their time is over, and that one that fails does not stop it. */
class LoopClockTest {
    private static final Duration BEAT = Duration.ofMillis(5);
    private static final long PATIENCE_SECONDS = 10;

    private final EventLoop loop = new DefaultEventLoop();
    private final LoopClock clock = new LoopClock(loop, BEAT);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Logger logger = Logger.getLogger(LoopClock.class.getName());
    private final LogCapture log = new LogCapture();

    /** A connection whose deadline never moves. */
    private final class Connection implements LoopClock.Timed {
        private final String name;
        private final long deadline;

        private Connection(String name, long deadline) {
            this.name = name;
            this.deadline = deadline;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        @Override
        public void late() {
            told.add(name);
            if (name.startsWith("broken")) {
                throw new IllegalStateException(name);
            }
            clock.remove(this);
        }
    }

    private static final class LogCapture extends Handler {
        private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void begin() {
        logger.addHandler(log);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
        logger.removeHandler(log);
        logger.setUseParentHandlers(true);
    }

    private void add(Connection... connections) throws InterruptedException {
        loop.submit(() -> List.of(connections).forEach(clock::add)).sync();
    }

    private String next() throws InterruptedException {
        return told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void tellsAConnectionWhoseDeadlineHasPassedAndNoOther() throws Exception {
        long now = System.nanoTime();
        add(
                new Connection("waits for nothing", LoopClock.NEVER),
                new Connection("has an hour", now + Duration.ofHours(1).toNanos()),
                new Connection("late", now - 1));
        assertThat(next()).isEqualTo("late");
        loop.schedule(() -> {}, 10 * BEAT.toNanos(), TimeUnit.NANOSECONDS).sync();
        assertThat(told).isEmpty();
    }

    @Test
    void keepsCheckingWhenAConnectionThrows() throws Exception {
        long now = System.nanoTime();
        add(new Connection("broken", now), new Connection("behind it", now));
        assertThat(List.of(next(), next())).containsExactly("broken", "behind it");
        assertThat(next()).as("at the next beat").isEqualTo("broken");
        add(new Connection("added later", now));
        String name = next();
        while (name.equals("broken")) {
            name = next();
        }
        assertThat(name).isEqualTo("added later");
    }

    @Test
    void keepsCheckingWhenADeadlineCannotBeRead() throws Exception {
        LoopClock.Timed unreadable = new LoopClock.Timed() {
            @Override
            public long deadline() {
                throw new IllegalStateException("no deadline");
            }

            @Override
            public void late() {
                told.add("unreadable");
            }
        };
        loop.submit(() -> clock.add(unreadable)).sync();
        assertThat(log.records.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        add(new Connection("late", System.nanoTime()));
        assertThat(next()).isEqualTo("late");
    }

    @Test
    void logsTheStackOnceAtEachBeat() throws Exception {
        long now = System.nanoTime();
        add(new Connection("broken 1", now), new Connection("broken 2", now));
        LogRecord first = log.records.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(told).as("of the first beat, or a few more").hasSizeGreaterThanOrEqualTo(2);
        assertThat(first.getThrown()).isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < 3; i++) {
            assertThat(log.records.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
        loop.submit(() -> {
                    int beats = told.size() / 2;
                    assertThat(log.records).hasSize(beats - 4);
                })
                .get();
    }
}
