package io.zimbraproxy.proxy.cache;

import com.spotify.folsom.AsciiMemcacheClient;
import com.spotify.folsom.MemcacheClientBuilder;
import com.spotify.folsom.MemcacheStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Requests to one memcached server, by physical keys. */
final class MemcachedServer {
    /** The number of writers that may change a value at the same moment: in each round, one of them succeeds. */
    private static final int UPDATE_ATTEMPTS = 100;

    private final AsciiMemcacheClient<String> client;
    private final GuardedCache guard;

    MemcachedServer(String address, Duration timeout, Duration retry, Executor executor) {
        int colon = address.lastIndexOf(':');
        client = MemcacheClientBuilder.newStringClient(StandardCharsets.UTF_8)
                .withAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))
                .withKeyCharset(StandardCharsets.UTF_8)
                .withConnections(1)
                .withConnectionTimeoutMillis(timeout.toMillis())
                .withRetry(false)
                .connectAscii();
        // The client keeps responses and requests in step, and reconnects by itself.
        guard = new GuardedCache("memcached " + address, timeout, retry, executor, () -> {});
    }

    /** Completes when the connection is established. Until then, all requests are misses. */
    CompletionStage<Void> connected() {
        return client.connectFuture().toCompletableFuture().thenApply(none -> null);
    }

    String name() {
        return guard.name();
    }

    boolean mayTry() {
        return guard.mayTry();
    }

    boolean isFailed() {
        return guard.isFailed();
    }

    CompletionStage<Optional<String>> get(String key) {
        return guard.fetch(() -> client.get(key));
    }

    CompletionStage<Boolean> add(String key, String value, int ttlSeconds) {
        return guard.execute(() -> client.add(key, value, ttlSeconds));
    }

    CompletionStage<Boolean> set(String key, String value, int ttlSeconds) {
        return guard.execute(() -> client.set(key, value, ttlSeconds));
    }

    CompletionStage<Boolean> append(String key, String text, int ttlSeconds) {
        return guard.execute(() -> client.append(key, text)
                .thenCompose(status -> status == MemcacheStatus.ITEM_NOT_STORED
                        ? client.add(key, text, ttlSeconds)
                        : client.touch(key, ttlSeconds)));
    }

    /** Adds one. The first caller starts the window; if two callers are first, the second one only adds. */
    CompletionStage<Optional<Long>> increment(String key, int windowSeconds) {
        return guard.fetch(() ->
                client.incr(key, 1).thenCompose(count -> count == null ? first(key, windowSeconds) : completed(count)));
    }

    private CompletionStage<Long> first(String key, int windowSeconds) {
        return client.add(key, "1", windowSeconds)
                .thenCompose(status -> status == MemcacheStatus.OK ? completed(1L) : client.incr(key, 1));
    }

    private static CompletionStage<Long> completed(Long count) {
        return CompletableFuture.completedFuture(count);
    }

    /** See {@link SharedCache#updateCount}. Repeats the write if another writer has changed the value meanwhile. */
    CompletionStage<Map<String, Long>> updateCount(String key, String member, LongSupplier number) {
        return guard.fetch(() -> updateCount(key, member, number, UPDATE_ATTEMPTS))
                .thenApply(numbers -> numbers.orElse(Map.of()));
    }

    private CompletionStage<Map<String, Long>> updateCount(
            String key, String member, LongSupplier number, int attempts) {
        return client.casGet(key).thenCompose(there -> {
            Map<String, Long> before = there == null ? Map.of() : SessionCountText.read(there.getValue());
            Map<String, Long> after = SessionCountText.with(before, member, number.getAsLong());
            String text = SessionCountText.write(after);
            int lifetime = (int) SessionCountText.LIFE.toSeconds();
            CompletionStage<MemcacheStatus> written =
                    there == null ? client.add(key, text, lifetime) : client.set(key, text, lifetime, there.getCas());
            return written.thenCompose(status -> status == MemcacheStatus.OK || attempts <= 1
                    ? CompletableFuture.completedFuture(after)
                    : updateCount(key, member, number, attempts - 1));
        });
    }

    CompletionStage<Boolean> delete(String key) {
        return guard.execute(() -> client.delete(key));
    }

    CompletionStage<Boolean> delete(List<String> keys) {
        return guard.execute(() -> CompletableFuture.allOf(keys.stream()
                .map(key -> client.delete(key).toCompletableFuture())
                .toArray(CompletableFuture[]::new)));
    }

    void close() {
        client.shutdown();
    }
}
