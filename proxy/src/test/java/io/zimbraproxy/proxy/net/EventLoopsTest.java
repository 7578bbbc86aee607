package io.zimbraproxy.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests on which thread, and when, a consumer runs. */
class EventLoopsTest {
    private final EventLoop loop = new DefaultEventLoop();

    @AfterEach
    void shutDown() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void onTheLoopADoneResultIsPassedAtOnce() throws Exception {
        AtomicReference<String> passed = new AtomicReference<>();
        String before = loop.submit(() -> {
                    EventLoops.tell(loop, CompletableFuture.completedFuture("mbx1"), passed::set);
                    return passed.get();
                })
                .get();
        assertThat(before).isEqualTo("mbx1");
    }

    @Test
    void aResultOfAnotherThreadIsPassedOnTheLoop() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.submit(() -> EventLoops.tell(loop, stage, result -> thread.complete(Thread.currentThread())))
                .sync();
        assertThat(thread).isNotDone();
        stage.complete("mbx1");
        assertThat(thread.get(10, TimeUnit.SECONDS))
                .isSameAs(loop.submit(Thread::currentThread).get());
    }

    @Test
    void offTheLoopADoneResultIsPassedOnTheLoop() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        EventLoops.tell(
                loop, CompletableFuture.completedFuture("mbx1"), result -> thread.complete(Thread.currentThread()));
        assertThat(thread.get(10, TimeUnit.SECONDS))
                .isSameAs(loop.submit(Thread::currentThread).get());
    }

    @Test
    void aFailureIsLoggedAndNotTakenForAResult() throws Exception {
        List<LogRecord> logged = new ArrayList<>();
        Handler log = recorder(logged);
        Logger logger = Logger.getLogger(EventLoops.class.getName());
        logger.addHandler(log);
        AtomicReference<String> passed = new AtomicReference<>("none");
        IllegalStateException fault = new IllegalStateException("broken");
        try {
            EventLoops.tell(loop, CompletableFuture.<String>failedFuture(fault), passed::set);
            loop.submit(() -> EventLoops.tell(loop, CompletableFuture.<String>failedFuture(fault), passed::set))
                    .sync();
        } finally {
            logger.removeHandler(log);
        }
        loop.submit(() -> {}).sync();
        assertThat(passed).hasValue("none");
        assertThat(logged).hasSize(2).allSatisfy(line -> {
            assertThat(line.getMessage()).contains("failed unexpectedly");
            assertThat(line.getThrown()).isSameAs(fault);
        });
    }

    private static Handler recorder(List<LogRecord> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
