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

/** One memcached server, by the keys that are sent. */
final class MemcachedServer {
    /** One writer of many is always first, so this is as many as write at the same moment. */
    private static final int TALLY_ATTEMPTS = 100;

    private final AsciiMemcacheClient<String> client;
    private final GuardedCache link;

    MemcachedServer(String address, Duration timeout, Duration retry, Executor executor) {
        int colon = address.lastIndexOf(':');
        client = MemcacheClientBuilder.newStringClient(StandardCharsets.UTF_8)
                .withAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))
                .withKeyCharset(StandardCharsets.UTF_8)
                .withConnections(1)
                .withConnectionTimeoutMillis(timeout.toMillis())
                .withRetry(false)
                .connectAscii();
        // The client keeps answers and requests in step, and reconnects by itself.
        link = new GuardedCache("memcached " + address, timeout, retry, executor, () -> {});
    }

    /** Completes once the connection is up, or soon after: without it the first requests would be misses. */
    CompletionStage<Void> connected() {
        return client.connectFuture().toCompletableFuture().thenApply(none -> null);
    }

    String name() {
        return link.name();
    }

    boolean mayTry() {
        return link.mayTry();
    }

    boolean isFailed() {
        return link.isFailed();
    }

    CompletionStage<Optional<String>> get(String key) {
        return link.ask(() -> client.get(key));
    }

    CompletionStage<Boolean> add(String key, String value, int ttlSeconds) {
        return link.done(() -> client.add(key, value, ttlSeconds));
    }

    CompletionStage<Boolean> set(String key, String value, int ttlSeconds) {
        return link.done(() -> client.set(key, value, ttlSeconds));
    }

    CompletionStage<Boolean> append(String key, String text, int ttlSeconds) {
        return link.done(() -> client.append(key, text)
                .thenCompose(status -> status == MemcacheStatus.ITEM_NOT_STORED
                        ? client.add(key, text, ttlSeconds)
                        : client.touch(key, ttlSeconds)));
    }

    /** Adds one; whoever comes first begins the window, and a second first one only adds. */
    CompletionStage<Optional<Long>> increment(String key, int windowSeconds) {
        return link.ask(() ->
                client.incr(key, 1).thenCompose(count -> count == null ? first(key, windowSeconds) : completed(count)));
    }

    private CompletionStage<Long> first(String key, int windowSeconds) {
        return client.add(key, "1", windowSeconds)
                .thenCompose(status -> status == MemcacheStatus.OK ? completed(1L) : client.incr(key, 1));
    }

    private static CompletionStage<Long> completed(Long count) {
        return CompletableFuture.completedFuture(count);
    }

    /** See {@link SharedCache#tally}; written again when another one has written meanwhile. */
    CompletionStage<Map<String, Long>> tally(String key, String member, LongSupplier number) {
        return link.ask(() -> tally(key, member, number, TALLY_ATTEMPTS))
                .thenApply(numbers -> numbers.orElse(Map.of()));
    }

    private CompletionStage<Map<String, Long>> tally(String key, String member, LongSupplier number, int attempts) {
        return client.casGet(key).thenCompose(there -> {
            Map<String, Long> before = there == null ? Map.of() : SessionCountText.read(there.getValue());
            Map<String, Long> after = SessionCountText.with(before, member, number.getAsLong());
            String text = SessionCountText.write(after);
            int life = (int) SessionCountText.LIFE.toSeconds();
            CompletionStage<MemcacheStatus> written =
                    there == null ? client.add(key, text, life) : client.set(key, text, life, there.getCas());
            return written.thenCompose(status -> status == MemcacheStatus.OK || attempts <= 1
                    ? CompletableFuture.completedFuture(after)
                    : tally(key, member, number, attempts - 1));
        });
    }

    CompletionStage<Boolean> delete(String key) {
        return link.done(() -> client.delete(key));
    }

    CompletionStage<Boolean> delete(List<String> keys) {
        return link.done(() -> CompletableFuture.allOf(keys.stream()
                .map(key -> client.delete(key).toCompletableFuture())
                .toArray(CompletableFuture[]::new)));
    }

    void close() {
        client.shutdown();
    }
}
