package io.zimbraproxy.proxy.cache;

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
 * How far a cache is trusted: it is waited for a moment, and left alone for a while after it failed. Whoever asks gets an
 * answer or none, never a failure. Safe for all threads.
 */
final class GuardedCache {
    private static final Logger LOG = Logger.getLogger(GuardedCache.class);

    /** A cache in the same network answers in less than a millisecond; a login does not wait for one that is stuck. */
    private static final long PATIENCE_MILLIS = 200;

    private final String name;
    private final CircuitBreaker breaker;
    private final long patienceMillis;
    private final Executor executor;
    private final Runnable doubt;

    /**
     * A link.
     *
     * @param name of the cache, for people
     * @param timeout how long an answer is waited for at most
     * @param retry how long it is left out after a failure
     * @param executor where answers are given: threads of the clients and of time-outs lack what lookups need
     * @param doubt told of every failure: the connection may be stuck
     */
    GuardedCache(String name, Duration timeout, Duration retry, Executor executor, Runnable doubt) {
        this.name = name;
        this.executor = executor;
        this.doubt = doubt;
        breaker = new CircuitBreaker(retry.toNanos());
        patienceMillis = Math.min(PATIENCE_MILLIS, Math.max(1, timeout.toMillis()));
    }

    String name() {
        return name;
    }

    /** True when it may be asked now. */
    boolean mayTry() {
        return breaker.mayTry();
    }

    /** True when it did not answer last time. */
    boolean isFailed() {
        return breaker.isOpen();
    }

    /** The answer to a request; empty when it is none, or there was none in time. The stage never fails. */
    <T> CompletionStage<Optional<T>> ask(Supplier<CompletionStage<T>> request) {
        return attempt(request).thenApply(answer -> answer.flatMap(value -> value));
    }

    /** Whether a request was done, whatever its answer. The stage never fails. */
    <T> CompletionStage<Boolean> done(Supplier<CompletionStage<T>> request) {
        return attempt(request).thenApply(Optional::isPresent);
    }

    /** Outside empty: no answer came. Inside empty: the answer is that there is nothing. */
    private <T> CompletionStage<Optional<Optional<T>>> attempt(Supplier<CompletionStage<T>> request) {
        CompletableFuture<T> answer;
        try {
            answer = request.get().toCompletableFuture();
        } catch (RuntimeException refused) {
            answer = CompletableFuture.failedFuture(refused);
        }
        return answer.orTimeout(patienceMillis, TimeUnit.MILLISECONDS)
                .handleAsync(
                        (value, fault) -> {
                            if (fault != null) {
                                failed(fault);
                                return Optional.empty();
                            }
                            if (breaker.succeeded()) {
                                LOG.info(new LogLine("shared cache answers again").with("server", name));
                            }
                            return Optional.of(Optional.ofNullable(value));
                        },
                        executor);
    }

    private void failed(Throwable fault) {
        doubt.run();
        if (breaker.failed()) {
            LOG.warn(new LogLine("shared cache does not answer; logins go on without it")
                    .with("server", name)
                    .with("why", why(fault)));
        }
    }

    private String why(Throwable fault) {
        return fault instanceof TimeoutException ? "no answer in " + patienceMillis + " ms" : fault.toString();
    }
}
