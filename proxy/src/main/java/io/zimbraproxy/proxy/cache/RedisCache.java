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

/** Routes in Redis, alone, behind sentinels or in a cluster: the same texts as in memcached, under hashed keys. */
public final class RedisCache implements SharedCache {
    /** Others may use the same database. */
    private static final String PREFIX = "zimbra-proxy:";

    private static final int MAX_WAITING = 10_000;
    private static final long CONNECT_SECONDS = 2;

    private final ReconnectingRedis connection;
    private final GuardedCache link;
    private final String ttlSeconds;

    /**
     * A cache.
     *
     * @param password null for none
     * @param connections how connections are made and, when the URLs say so, encrypted
     * @param ttl of what is added
     * @param executor where answers are given
     */
    public RedisCache(
            Vertx vertx,
            Redis settings,
            String password,
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
                        .setMaxWaitingHandlers(MAX_WAITING)
                        .setNetClientOptions(connections),
                settings.fetchTimeout().toNanos());
        link = new GuardedCache(
                "redis " + String.join(" ", settings.hosts()),
                settings.fetchTimeout(),
                settings.reconnectInterval(),
                executor,
                connection::doubt);
    }

    private static RedisClientType type(RedisMode mode) {
        return switch (mode) {
            case Single -> RedisClientType.STANDALONE;
            case Sentinel -> RedisClientType.SENTINEL;
            case Cluster -> RedisClientType.CLUSTER;
        };
    }

    /** Completes when it has answered once, or the time for that is over; never fails. */
    public CompletionStage<Void> connected() {
        return send(Request.cmd(Command.PING), Response::toString)
                .toCompletableFuture()
                .orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .handle((pong, fault) -> null);
    }

    /** Which of its hosts answers is the client's business: all of them count as one. */
    @Override
    public int failed() {
        return link.isFailed() ? 1 : 0;
    }

    @Override
    public CompletionStage<Optional<String>> get(String key) {
        return link.mayTry()
                ? link.ask(() -> send(Request.cmd(Command.GET).arg(physical(key)), Response::toString))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public void add(String key, String value) {
        sendIfWell(Request.cmd(Command.SET)
                .arg(physical(key))
                .arg(value)
                .arg("NX")
                .arg("EX")
                .arg(ttlSeconds));
    }

    @Override
    public void append(String key, String text) {
        sendIfWell(Request.cmd(Command.APPEND).arg(physical(key)).arg(text));
        sendIfWell(Request.cmd(Command.EXPIRE).arg(physical(key)).arg(ttlSeconds));
    }

    @Override
    public CompletionStage<Optional<Long>> increment(String key, Duration window) {
        if (!link.mayTry()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        // The first of a window gives it its end; both go out together.
        Request first = Request.cmd(Command.SET)
                .arg(physical(key))
                .arg("0")
                .arg("NX")
                .arg("EX")
                .arg(String.valueOf(Math.max(1, window.toSeconds())));
        return link.ask(() -> {
            CompletionStage<Response> begun = send(first, Function.identity());
            return send(Request.cmd(Command.INCR).arg(physical(key)), Response::toLong)
                    .thenCombine(begun, (count, answer) -> count);
        });
    }

    @Override
    public void put(String key, String value, Duration life) {
        sendIfWell(
                Request.cmd(Command.SET).arg(physical(key)).arg(value).arg("EX").arg(String.valueOf(life.toSeconds())));
    }

    @Override
    public CompletionStage<Map<String, Long>> tally(String key, String member, LongSupplier number) {
        if (!link.mayTry()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return link.ask(() -> written(physical(key), member, number)).thenApply(numbers -> numbers.orElse(Map.of()));
    }

    /** Requests go out in the order of the numbers they hold. */
    private synchronized CompletionStage<Map<String, Long>> written(String key, String member, LongSupplier number) {
        long count = number.getAsLong();
        Request change = count > 0
                ? Request.cmd(Command.HSET).arg(key).arg(member).arg(count)
                : Request.cmd(Command.HDEL).arg(key).arg(member);
        CompletionStage<Response> changed = send(change, Function.identity());
        CompletionStage<Response> lives =
                send(Request.cmd(Command.EXPIRE).arg(key).arg(SessionCountText.LIFE.toSeconds()), Function.identity());
        return send(Request.cmd(Command.HGETALL).arg(key), RedisCache::numbers)
                .thenCombine(changed, (all, done) -> all)
                .thenCombine(lives, (all, done) -> all);
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
        sendIfWell(Request.cmd(Command.DEL).arg(physical(key)));
    }

    @Override
    public CompletionStage<List<String>> deleteEverywhere(List<String> keys) {
        return missed(() -> Future.all(keys.stream()
                .map(key -> connection.send(Request.cmd(Command.DEL).arg(physical(key))))
                .toList()));
    }

    @Override
    public CompletionStage<List<String>> putEverywhere(String key, String value) {
        Request set =
                Request.cmd(Command.SET).arg(physical(key)).arg(value).arg("EX").arg(ttlSeconds);
        return missed(() -> connection.send(set));
    }

    private CompletionStage<List<String>> missed(Supplier<Future<?>> request) {
        return link.done(() -> request.get().toCompletionStage())
                .thenApply(done -> done ? List.of() : List.of(link.name()));
    }

    private void sendIfWell(Request request) {
        if (link.mayTry()) {
            link.done(() -> send(request, Function.identity()));
        }
    }

    private <T> CompletionStage<T> send(Request request, Function<Response, T> read) {
        return connection
                .send(request)
                .map(answer -> answer == null ? null : read.apply(answer))
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
