package io.zimbraproxy.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests on which thread, and when, a consumer runs. */
class EventLoopsTest {
    private final EventLoop loop = new DefaultEventLoop();

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void tellsAtOnceWhatIsThereToWhoeverIsOnTheLoop() throws Exception {
        AtomicReference<String> told = new AtomicReference<>();
        String before = loop.submit(() -> {
                    EventLoops.tell(loop, CompletableFuture.completedFuture("mbx1"), told::set);
                    return told.get();
                })
                .get();
        assertThat(before).isEqualTo("mbx1");
    }

    @Test
    void tellsOnTheLoopWhatAnotherThreadFinds() throws Exception {
        CompletableFuture<String> found = new CompletableFuture<>();
        CompletableFuture<Thread> teller = new CompletableFuture<>();
        loop.submit(() -> EventLoops.tell(loop, found, answer -> teller.complete(Thread.currentThread())))
                .sync();
        assertThat(teller).isNotDone();
        found.complete("mbx1");
        assertThat(teller.get(10, TimeUnit.SECONDS))
                .isSameAs(loop.submit(Thread::currentThread).get());
    }

    @Test
    void tellsOnTheLoopWhatIsThereToAnotherThread() throws Exception {
        CompletableFuture<Thread> teller = new CompletableFuture<>();
        EventLoops.tell(
                loop, CompletableFuture.completedFuture("mbx1"), answer -> teller.complete(Thread.currentThread()));
        assertThat(teller.get(10, TimeUnit.SECONDS))
                .isSameAs(loop.submit(Thread::currentThread).get());
    }
}
