package io.zimbraproxy.proxy.cache;

import io.zimbraproxy.proxy.net.CircuitBreaker;
import io.zimbraproxy.proxy.observe.LogLine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Requests to one cache, with a time limit and a circuit breaker. Turns every failure into a missing result. Safe for all threads.
 */
final class GuardedCache {
    private static final Logger LOG = Logger.getLogger(GuardedCache.class);

    /** A cache in the same network responds in less than a millisecond; a login does not wait for one that hangs. */
    private static final long MAX_TIMEOUT_MILLIS = 200;

    private final String name;
    private final CircuitBreaker breaker;
    private final long timeoutMillis;
    private final Executor executor;
    private final Runnable onFailure;

    /**
     * Creates a guard with a closed circuit breaker.
     *
     * @param name of the cache, for log lines
     * @param timeout for a response; 200 ms at most
     * @param retry how long the cache is not used after a failure
     * @param executor completes the stages: threads of cache clients and timers lack the context that lookups need
     * @param onFailure runs at every failure, because the connection may hang
     */
    GuardedCache(String name, Duration timeout, Duration retry, Executor executor, Runnable onFailure) {
        this.name = name;
        this.executor = executor;
        this.onFailure = onFailure;
        breaker = new CircuitBreaker(retry.toNanos());
        timeoutMillis = Math.min(MAX_TIMEOUT_MILLIS, Math.max(1, timeout.toMillis()));
    }

    String name() {
        return name;
    }

    /** Returns whether a request may be sent now. */
    boolean mayTry() {
        return breaker.mayTry();
    }

    /** Returns whether the last request failed. */
    boolean isFailed() {
        return breaker.isOpen();
    }

    /** Returns the result of a request; empty if it is null, or if the request failed or timed out. The stage never fails. */
    <T> CompletionStage<Optional<T>> fetch(Supplier<CompletionStage<T>> request) {
        return attempt(request).thenApply(response -> response.flatMap(value -> value));
    }

    /** Returns whether a request completed in time, whatever its result. The stage never fails. */
    <T> CompletionStage<Boolean> execute(Supplier<CompletionStage<T>> request) {
        return attempt(request).thenApply(Optional::isPresent);
    }

    /** The outer optional is empty if no response came. The inner one is empty if the response is null. */
    private <T> CompletionStage<Optional<Optional<T>>> attempt(Supplier<CompletionStage<T>> request) {
        CompletableFuture<T> response;
        try {
            response = request.get().toCompletableFuture();
        } catch (RuntimeException thrown) {
            response = CompletableFuture.failedFuture(thrown);
        }
        return response.orTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .handleAsync(
                        (value, fault) -> {
                            if (fault != null) {
                                failed(fault);
                                return Optional.empty();
                            }
                            if (breaker.succeeded()) {
                                LOG.info(new LogLine("shared cache responds again").with("server", name));
                            }
                            return Optional.of(Optional.ofNullable(value));
                        },
                        executor);
    }

    private void failed(Throwable fault) {
        onFailure.run();
        if (breaker.failed()) {
            LOG.warn(new LogLine("shared cache does not respond; logins continue without it")
                    .with("server", name)
                    .with("why", why(fault)));
        }
    }

    private String why(Throwable fault) {
        return fault instanceof TimeoutException ? "no response in " + timeoutMillis + " ms" : fault.toString();
    }
}
