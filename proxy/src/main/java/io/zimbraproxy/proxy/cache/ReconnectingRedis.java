package io.zimbraproxy.proxy.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * The single connection to Redis. Requests are pipelined in order. The first request connects, and so does the first request after
 * the connection broke. Safe for all threads.
 */
final class ReconnectingRedis {
    private final Vertx vertx;
    private final RedisOptions options;
    private final long connectNanos;
    private @Nullable Redis client;
    private @Nullable Future<RedisConnection> connection;
    private long connectStart;

    /** Creates a connection that may take {@code connectNanos} to be ready. Does not connect yet. */
    ReconnectingRedis(Vertx vertx, RedisOptions options, long connectNanos) {
        this.vertx = vertx;
        this.connectNanos = connectNanos;
        this.options = options;
    }

    Future<Response> send(Request request) {
        return connected().compose(open -> open.send(request));
    }

    private synchronized Future<RedisConnection> connected() {
        if (connection == null) {
            Redis fresh = Redis.createClient(vertx, options);
            client = fresh;
            connectStart = System.nanoTime();
            connection = fresh.connect().onSuccess(open -> {
                open.exceptionHandler(fault -> closeIfCurrent(fresh));
                open.endHandler(ended -> closeIfCurrent(fresh));
            });
        }
        return connection;
    }

    /**
     * Closes the connection after a request failed, because it may hang; all pending requests fail. A connection that is still being
     * established is kept until {@code connectNanos} have passed.
     */
    synchronized void requestFailed() {
        boolean ready = connection != null && connection.isComplete();
        if (ready || System.nanoTime() - connectStart > connectNanos) {
            close();
        }
    }

    private synchronized void closeIfCurrent(Redis broken) {
        if (client == broken) {
            close();
        }
    }

    synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
            connection = null;
        }
    }
}
