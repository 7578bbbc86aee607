package io.zimbraproxy.proxy.app;

import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.observe.LogLine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The gentle end: no new connections, those who are not logged in and idle web clients go at once, all others may finish,
 * and what is left at the end of the time is told to go.
 */
final class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final long PROGRESS_SECONDS = 5;
    private static final long LAST_WORDS_SECONDS = 3;

    private final ProxyRuntime runtime;
    private final CompletableFuture<Void> hurry = new CompletableFuture<>();
    private volatile boolean begun;

    Drain(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    boolean begun() {
        return begun;
    }

    void begin() {
        begun = true;
    }

    /** Does not wait any longer. */
    void hurry() {
        LOG.warn("asked to stop again: not waiting any longer");
        hurry.complete(null);
    }

    /** Blocks until all connections are gone, or the time is over and they were told to go. */
    void run() throws InterruptedException {
        runtime.phase(Phase.DRAINING);
        ConnectionRegistry connections = runtime.connections();
        Duration limit = runtime.snapshot().orElseThrow().spec().timeouts().drain();
        LOG.info(new LogLine("draining").with("connections", connections.size()).with("limit", limit));
        await(runtime.ports().stopAccepting().toCompletionStage().toCompletableFuture(), TimeUnit.SECONDS.toNanos(1));
        connections.windDown();
        CompletableFuture<Void> empty = connections.empty().toCompletableFuture();
        CompletableFuture<Object> over = CompletableFuture.anyOf(empty, hurry);
        long end = System.nanoTime() + limit.toNanos();
        while (!over.isDone() && end - System.nanoTime() > 0) {
            await(over, Math.min(end - System.nanoTime(), TimeUnit.SECONDS.toNanos(PROGRESS_SECONDS)));
            if (!over.isDone()) {
                LOG.info(new LogLine("draining")
                        .with("connections", connections.size())
                        .with("secondsLeft", Math.max(0, (end - System.nanoTime()) / 1_000_000_000)));
            }
        }
        if (!empty.isDone()) {
            LOG.info(new LogLine("ending what is left").with("connections", connections.size()));
            connections.shutDown();
            await(empty, TimeUnit.SECONDS.toNanos(LAST_WORDS_SECONDS));
        }
        runtime.phase(Phase.STOPPED);
        LOG.info("stopped");
    }

    private static void await(CompletableFuture<?> event, long nanos) throws InterruptedException {
        try {
            event.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException goOn) {
            LOG.trace(goOn);
        }
    }
}
