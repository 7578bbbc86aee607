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
 * Ends the process without cutting work short. The process first reports that it is not ready, and still accepts connections until
 * load balancers have noticed. Then it stops listening. Web clients finish their requests, and idle IMAP clients get a BYE, spread
 * over the drain time. Connections that are left when the time is over are closed.
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

    /** Returns how many seconds connections may still last; 0 without a drain. */
    public long secondsLeft() {
        return end == 0 ? 0 : Math.max(0, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime()));
    }

    /**
     * Starts to drain; a second call ends the remaining connections at once.
     *
     * @param settle whether to accept connections until load balancers have noticed
     */
    public synchronized void request(boolean settle) {
        if (begun) {
            LOG.warn("second request to stop: closing all connections now");
            hurry.complete(null);
            return;
        }
        begun = true;
        settles = settle;
        runtime.phase(Phase.DRAINING);
        Quarkus.asyncExit(0);
    }

    /** Blocks until all connections have ended, or the time is over and the rest has been closed. */
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
        LOG.info(new LogLine("stopped listening").with("connections", connections.size()));
        end = System.nanoTime() + limit.toNanos();
        // A fifth of the time is left for sessions that are busy when their turn comes.
        connections.windDown(limit.multipliedBy(4).dividedBy(5));
        CompletableFuture<Void> empty = connections.empty().toCompletableFuture();
        awaitEnd(CompletableFuture.anyOf(empty, hurry), connections);
        if (!empty.isDone()) {
            LOG.info(new LogLine("closing the remaining connections").with("connections", connections.size()));
            connections.shutDown();
            await(empty, TimeUnit.SECONDS.toNanos(LAST_WORDS_SECONDS));
        }
        runtime.phase(Phase.STOPPED);
        LOG.info("stopped");
    }

    /** Closes the listening sockets; the result completes when the registry contains every connection accepted before. */
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
