package io.zimbraproxy.proxy.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.zimbraproxy.crds.spec.KeyFormat;
import io.zimbraproxy.crds.spec.Redis;
import io.zimbraproxy.crds.spec.RedisMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cache in a Redis server, a Redis Cluster, or behind Sentinel. Stores the same values as memcached, under hashed keys. */
public final class RedisCache implements SharedCache {
    /** Separates the keys from those of other applications in the same database. */
    private static final String PREFIX = "zimbra-proxy:";

    private static final int MAX_PENDING_REQUESTS = 10_000;
    private static final long CONNECT_SECONDS = 2;

    private final ReconnectingRedis connection;
    private final GuardedCache guard;
    private final String ttlSeconds;

    /**
     * Creates a cache. It connects with the first request.
     *
     * @param password null for none
     * @param connections options of the connections, and of TLS if the URLs ask for it
     * @param ttl lifetime of added entries
     * @param executor completes the stages
     */
    public RedisCache(
            Vertx vertx,
            Redis settings,
            @Nullable String password,
            NetClientOptions connections,
            Duration ttl,
            Executor executor) {
        ttlSeconds = String.valueOf(Math.max(1, ttl.toSeconds()));
        connection = new ReconnectingRedis(
                vertx,
                new RedisOptions()
                        .setType(type(settings.mode()))
                        .setEndpoints(settings.hosts().stream()
                                .map(host -> settings.user() == null ? host : host + "?user=" + settings.user())
                                .toList())
                        .setPassword(password)
                        .setPreferredProtocolVersion(ProtocolVersion.RESP2)
                        .setRole(RedisRole.MASTER)
                        .setMasterName(settings.masterName())
                        .setMaxWaitingHandlers(MAX_PENDING_REQUESTS)
                        .setNetClientOptions(connections),
                settings.fetchTimeout().toNanos());
        guard = new GuardedCache(
                "redis " + String.join(" ", settings.hosts()),
                settings.fetchTimeout(),
                settings.reconnectInterval(),
                executor,
                connection::requestFailed);
    }

    private static RedisClientType type(RedisMode mode) {
        return switch (mode) {
            case Single -> RedisClientType.STANDALONE;
            case Sentinel -> RedisClientType.SENTINEL;
            case Cluster -> RedisClientType.CLUSTER;
        };
    }

    /** Completes with the first response, after 2 s at most. The stage never fails. */
    public CompletionStage<Void> connected() {
        return send(Request.cmd(Command.PING), Response::toString)
                .toCompletableFuture()
                .orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .handle((pong, fault) -> null);
    }

    /** Counts all hosts as one, because the client chooses the host. */
    @Override
    public int failed() {
        return guard.isFailed() ? 1 : 0;
    }

    @Override
    public CompletionStage<Optional<String>> get(String key) {
        return guard.mayTry()
                ? guard.fetch(() -> send(Request.cmd(Command.GET).arg(physical(key)), Response::toString))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public void add(String key, String value) {
        sendIfUsable(Request.cmd(Command.SET)
                .arg(physical(key))
                .arg(value)
                .arg("NX")
                .arg("EX")
                .arg(ttlSeconds));
    }

    @Override
    public void append(String key, String text) {
        sendIfUsable(Request.cmd(Command.APPEND).arg(physical(key)).arg(text));
        sendIfUsable(Request.cmd(Command.EXPIRE).arg(physical(key)).arg(ttlSeconds));
    }

    @Override
    public CompletionStage<Optional<Long>> increment(String key, Duration window) {
        if (!guard.mayTry()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        // SET starts a window if none is open. It is sent together with INCR, in this order.
        Request start = Request.cmd(Command.SET)
                .arg(physical(key))
                .arg("0")
                .arg("NX")
                .arg("EX")
                .arg(String.valueOf(Math.max(1, window.toSeconds())));
        return guard.fetch(() -> {
            CompletionStage<Response> started = send(start, Function.identity());
            return send(Request.cmd(Command.INCR).arg(physical(key)), Response::toLong)
                    .thenCombine(started, (count, response) -> count);
        });
    }

    @Override
    public void put(String key, String value, Duration lifetime) {
        sendIfUsable(Request.cmd(Command.SET)
                .arg(physical(key))
                .arg(value)
                .arg("EX")
                .arg(String.valueOf(lifetime.toSeconds())));
    }

    @Override
    public CompletionStage<Map<String, Long>> updateCount(String key, String member, LongSupplier number) {
        if (!guard.mayTry()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return guard.fetch(() -> writeCount(physical(key), member, number))
                .thenApply(numbers -> numbers.orElse(Map.of()));
    }

    /** Synchronized, so that requests are sent in the order in which their numbers were read. */
    private synchronized CompletionStage<Map<String, Long>> writeCount(String key, String member, LongSupplier number) {
        long count = number.getAsLong();
        Request change = count > 0
                ? Request.cmd(Command.HSET).arg(key).arg(member).arg(count)
                : Request.cmd(Command.HDEL).arg(key).arg(member);
        CompletionStage<Response> changed = send(change, Function.identity());
        CompletionStage<Response> extended =
                send(Request.cmd(Command.EXPIRE).arg(key).arg(SessionCountText.LIFE.toSeconds()), Function.identity());
        return send(Request.cmd(Command.HGETALL).arg(key), RedisCache::numbers)
                .thenCombine(changed, (all, done) -> all)
                .thenCombine(extended, (all, done) -> all);
    }

    private static Map<String, Long> numbers(Response fieldsAndValues) {
        Map<String, Long> numbers = new HashMap<>();
        for (int i = 0; i + 1 < fieldsAndValues.size(); i += 2) {
            numbers.put(
                    fieldsAndValues.get(i).toString(),
                    fieldsAndValues.get(i + 1).toLong());
        }
        return numbers;
    }

    @Override
    public void delete(String key) {
        sendIfUsable(Request.cmd(Command.DEL).arg(physical(key)));
    }

    @Override
    public CompletionStage<List<String>> deleteEverywhere(List<String> keys) {
        return failedServers(() -> Future.all(keys.stream()
                .map(key -> connection.send(Request.cmd(Command.DEL).arg(physical(key))))
                .toList()));
    }

    @Override
    public CompletionStage<List<String>> putEverywhere(String key, String value) {
        Request set =
                Request.cmd(Command.SET).arg(physical(key)).arg(value).arg("EX").arg(ttlSeconds);
        return failedServers(() -> connection.send(set));
    }

    private CompletionStage<List<String>> failedServers(Supplier<Future<?>> request) {
        return guard.execute(() -> request.get().toCompletionStage())
                .thenApply(done -> done ? List.of() : List.of(guard.name()));
    }

    private void sendIfUsable(Request request) {
        if (guard.mayTry()) {
            guard.execute(() -> send(request, Function.identity()));
        }
    }

    private <T> CompletionStage<T> send(Request request, Function<Response, T> read) {
        return connection
                .send(request)
                .map(response -> response == null ? null : read.apply(response))
                .toCompletionStage();
    }

    private static String physical(String key) {
        return PREFIX + KeyHash.of(key, KeyFormat.Hashed).orElseThrow();
    }

    @Override
    public void close() {
        connection.close();
    }
}
