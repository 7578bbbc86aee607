package io.zimbraproxy.proxy.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * The one connection to Redis: requests go out in order, without waiting for each other's answers. It is made when it is
 * needed, and anew after it broke. Safe for all threads.
 */
final class ReconnectingRedis {
    private final Vertx vertx;
    private final RedisOptions options;
    private final long connectNanos;
    private Redis client;
    private Future<RedisConnection> connection;
    private long begun;

    /** {@code connectNanos}: how long a connection may take to be ready. */
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
            begun = System.nanoTime();
            connection = fresh.connect().onSuccess(open -> {
                open.exceptionHandler(fault -> drop(fresh));
                open.endHandler(ended -> drop(fresh));
            });
        }
        return connection;
    }

    /**
     * An answer did not come: whatever waits will have none, and the next request makes a new connection. One that is being
     * made may take longer than an answer.
     */
    synchronized void doubt() {
        boolean ready = connection != null && connection.isComplete();
        if (ready || System.nanoTime() - begun > connectNanos) {
            close();
        }
    }

    private synchronized void drop(Redis broken) {
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
