package io.zimbraproxy.proxy.cache;

import io.zimbraproxy.crds.spec.KeyFormat;
import io.zimbraproxy.crds.spec.Memcached;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A cache of one or more memcached servers. Chooses the server of a key as Zimbra's nginx does, so that both find each other's
 * entries.
 */
public final class MemcachedCache implements SharedCache {
    private static final long CONNECT_SECONDS = 2;

    private final List<MemcachedServer> servers;
    private final KeyFormat format;
    private final int ttlSeconds;

    /** Starts to connect. {@code ttl} is the lifetime of added entries; {@code executor} completes the stages. */
    public MemcachedCache(Memcached settings, Duration ttl, Executor executor) {
        servers = settings.servers().stream()
                .map(address ->
                        new MemcachedServer(address, settings.fetchTimeout(), settings.reconnectInterval(), executor))
                .toList();
        format = settings.keyFormat();
        ttlSeconds = (int) Math.max(1, ttl.toSeconds());
    }

    /** Completes when all servers are connected, after 2 s at most. The stage never fails. */
    public CompletionStage<Void> connected() {
        return CompletableFuture.allOf(servers.stream()
                        .map(server -> server.connected().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, CONNECT_SECONDS, TimeUnit.SECONDS)
                .exceptionally(fault -> null);
    }

    @Override
    public int failed() {
        return (int) servers.stream().filter(MemcachedServer::isFailed).count();
    }

    @Override
    public CompletionStage<Optional<String>> get(String key) {
        return onServerOf(key, MemcachedServer::get)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public void add(String key, String value) {
        onServerOf(key, (server, physical) -> server.add(physical, value, ttlSeconds));
    }

    @Override
    public void append(String key, String text) {
        onServerOf(key, (server, physical) -> server.append(physical, text, ttlSeconds));
    }

    @Override
    public CompletionStage<Optional<Long>> increment(String key, Duration window) {
        int seconds = (int) Math.max(1, window.toSeconds());
        return onServerOf(key, (server, physical) -> server.increment(physical, seconds))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public void put(String key, String value, Duration lifetime) {
        onServerOf(key, (server, physical) -> server.set(physical, value, (int) lifetime.toSeconds()));
    }

    @Override
    public CompletionStage<Map<String, Long>> updateCount(String key, String member, LongSupplier number) {
        return onServerOf(key, (server, physical) -> server.updateCount(physical, member, number))
                .orElseGet(() -> CompletableFuture.completedFuture(Map.of()));
    }

    @Override
    public void delete(String key) {
        onServerOf(key, (server, physical) -> server.delete(physical));
    }

    @Override
    public CompletionStage<List<String>> deleteEverywhere(List<String> keys) {
        List<String> physical = keys.stream().flatMap(this::physical).toList();
        return everywhere(server -> server.delete(physical));
    }

    @Override
    public CompletionStage<List<String>> putEverywhere(String key, String value) {
        List<String> physical = physical(key).toList();
        return everywhere(server -> server.set(physical.get(0), value, ttlSeconds));
    }

    private Stream<String> physical(String key) {
        return KeyHash.of(key, format).stream();
    }

    /** Sends a request to the key's own server, or to the next usable one. Empty if no server is usable, or the key is not sendable. */
    private <T> Optional<T> onServerOf(String key, BiFunction<MemcachedServer, String, T> request) {
        Optional<String> physical = KeyHash.of(key, format);
        int first = ServerHash.of(key, servers.size());
        for (int i = 0; i < servers.size() && physical.isPresent(); i++) {
            MemcachedServer server = servers.get((first + i) % servers.size());
            if (server.mayTry()) {
                return Optional.of(request.apply(server, physical.get()));
            }
        }
        return Optional.empty();
    }

    /** Sends to failed servers too, because they may come back with their entries. */
    private CompletionStage<List<String>> everywhere(Function<MemcachedServer, CompletionStage<Boolean>> request) {
        return FanOut.of(servers, MemcachedServer::name, request);
    }

    @Override
    public void close() {
        servers.forEach(MemcachedServer::close);
    }
}
