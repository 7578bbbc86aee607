package io.zimbraproxy.proxy.route.cache;

import com.spotify.folsom.AsciiMemcacheClient;
import com.spotify.folsom.MemcacheClientBuilder;
import io.zimbraproxy.proxy.observe.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One memcached server: its connection, and whether it is worth asking. */
final class MemcachedServer {
    private static final Logger LOG = Logger.getLogger(MemcachedServer.class);

    /** A memcached in the same network answers in less than a millisecond; a login does not wait for one that is stuck. */
    private static final long PATIENCE_MILLIS = 200;

    private final String address;
    private final AsciiMemcacheClient<String> client;
    private final Breaker breaker;
    /** Answers come on its threads: those of the client and of time-outs lack what lookups need. */
    private final Executor executor;

    MemcachedServer(String address, Duration timeout, Duration retry, Executor executor) {
        this.address = address;
        this.executor = executor;
        int colon = address.lastIndexOf(':');
        client = MemcacheClientBuilder.newStringClient(StandardCharsets.UTF_8)
                .withAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))
                .withKeyCharset(StandardCharsets.UTF_8)
                .withConnections(1)
                .withConnectionTimeoutMillis(timeout.toMillis())
                .withRetry(false)
                .connectAscii();
        breaker = new Breaker(retry.toNanos());
    }

    /** Completes once the connection is up, or soon after: without it the first requests would be misses. */
    CompletionStage<Void> connected() {
        return client.connectFuture().toCompletableFuture().thenApply(none -> null);
    }

    boolean mayTry() {
        return breaker.mayTry();
    }

    /** The answer to a request; empty when there is none, or none in time. The stage never fails. */
    <T> CompletionStage<Optional<T>> ask(Function<AsciiMemcacheClient<String>, CompletionStage<T>> request) {
        CompletableFuture<T> answer;
        try {
            answer = request.apply(client).toCompletableFuture();
        } catch (RuntimeException refused) {
            answer = CompletableFuture.failedFuture(refused);
        }
        return answer.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .handleAsync(
                        (value, fault) -> {
                            if (fault == null) {
                                if (breaker.succeeded()) {
                                    LOG.info(new LogLine("memcached answers again").with("server", address));
                                }
                                return Optional.ofNullable(value);
                            }
                            if (breaker.failed()) {
                                LOG.warn(new LogLine("memcached does not answer; logins go on without it")
                                        .with("server", address)
                                        .with("why", fault));
                            }
                            return Optional.empty();
                        },
                        executor);
    }

    void close() {
        client.shutdown();
    }
}
