package io.zimbraproxy.proxy.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.listener.PublicPorts;
import io.zimbraproxy.proxy.observe.LogLine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The gentle end. Readiness goes first, and connections are taken until load balancers have noticed. Then nobody new is let
 * in; web clients finish their requests, and IMAP clients hear a BYE between two commands, spread over the time there is. What
 * is left at its end is told to go.
 */
public final class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final long PROGRESS_SECONDS = 5;
    private static final long LAST_WORDS_SECONDS = 3;

    private final ProxyRuntime runtime;
    private final CompletableFuture<Void> hurry = new CompletableFuture<>();
    private volatile boolean begun;
    private volatile boolean settles = true;
    private volatile long end;

    Drain(ProxyRuntime runtime) {
        this.runtime = runtime;
        runtime.metrics().gauge("draining", this, drain -> drain.begun ? 1 : 0);
        runtime.metrics().gauge("drain.seconds.left", this, Drain::secondsLeft);
    }

    public boolean begun() {
        return begun;
    }

    /** How long connections may still go on, at most; 0 when there is no drain. */
    public long secondsLeft() {
        return end == 0 ? 0 : Math.max(0, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime()));
    }

    /** Begins; asked once more, it waits no longer. {@code settle}: connections are taken until load balancers have noticed. */
    public synchronized void ask(boolean settle) {
        if (begun) {
            LOG.warn("asked to stop again: not waiting any longer");
            hurry.complete(null);
            return;
        }
        begun = true;
        settles = settle;
        runtime.phase(Phase.DRAINING);
        Quarkus.asyncExit(0);
    }

    /** Blocks until all connections are gone, or the time is over and they were told to go. */
    void run() throws InterruptedException {
        runtime.phase(Phase.DRAINING);
        ConnectionRegistry connections = runtime.connections();
        Timeouts timeouts = runtime.snapshot().orElseThrow().spec().timeouts();
        Duration settle = settles ? timeouts.drainSettle() : Duration.ZERO;
        Duration limit = timeouts.drain();
        end = System.nanoTime() + settle.plus(limit).toNanos();
        LOG.info(new LogLine("draining")
                .with("connections", connections.size())
                .with("settle", settle)
                .with("limit", limit));
        if (!settle.isZero()) {
            await(hurry, settle.toNanos());
        }
        await(stopAccepting(), TimeUnit.SECONDS.toNanos(1));
        LOG.info(new LogLine("listening no more").with("connections", connections.size()));
        end = System.nanoTime() + limit.toNanos();
        // Some of the time is left for those who are busy when it is their turn.
        connections.windDown(limit.multipliedBy(4).dividedBy(5));
        CompletableFuture<Void> empty = connections.empty().toCompletableFuture();
        awaitEnd(CompletableFuture.anyOf(empty, hurry), connections);
        if (!empty.isDone()) {
            LOG.info(new LogLine("ending what is left").with("connections", connections.size()));
            connections.shutDown();
            await(empty, TimeUnit.SECONDS.toNanos(LAST_WORDS_SECONDS));
        }
        runtime.phase(Phase.STOPPED);
        LOG.info("stopped");
    }

    /** Done when the last connection that was accepted is known to the registry, too. */
    private CompletableFuture<Void> stopAccepting() {
        PublicPorts ports = runtime.ports();
        return ports.stopAccepting()
                .compose(closed -> runtime.loops().settled())
                .toCompletionStage()
                .toCompletableFuture();
    }

    private void awaitEnd(CompletableFuture<Object> over, ConnectionRegistry connections) throws InterruptedException {
        while (!over.isDone() && end - System.nanoTime() > 0) {
            await(over, Math.min(end - System.nanoTime(), TimeUnit.SECONDS.toNanos(PROGRESS_SECONDS)));
            if (!over.isDone()) {
                LOG.info(new LogLine("draining")
                        .with("connections", connections.size())
                        .with("secondsLeft", secondsLeft()));
            }
        }
    }

    private static void await(CompletableFuture<?> event, long nanos) throws InterruptedException {
        try {
            event.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException goOn) {
            LOG.trace(goOn);
        }
    }
}
