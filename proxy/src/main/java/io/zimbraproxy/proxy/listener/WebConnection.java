package io.zimbraproxy.proxy.listener;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.crds.spec.Timeouts;
import java.time.Duration;

/**
 * A web client's connection: closed when no request comes in time, and after the request under way when the process stops.
 * The time runs until a request's head is complete, so that trickled bytes gain nothing.
 */
final class WebConnection implements ConnectionRegistry.Connection {
    private final Vertx vertx;
    private final Context context;
    private final HttpConnection connection;
    private final Timeouts timeouts;
    private int underWay;
    private boolean stopping;
    private long timer = -1;

    WebConnection(Vertx vertx, HttpConnection connection, Timeouts timeouts) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.connection = connection;
        this.timeouts = timeouts;
    }

    void awaitRequest(Duration time) {
        timer = vertx.setTimer(Math.max(1, time.toMillis()), late -> connection.close());
    }

    void began(HttpServerRequest request) {
        cancelTimer();
        underWay++;
        if (stopping) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        request.response().headersEndHandler(head -> {
            if (stopping) {
                request.response().putHeader(HttpHeaders.CONNECTION, "close");
            }
        });
        request.response().bodyEndHandler(ended -> ended());
    }

    private void ended() {
        underWay--;
        if (underWay > 0) {
            return;
        }
        if (stopping) {
            connection.close();
        } else {
            cancelTimer();
            awaitRequest(timeouts.httpIdle());
        }
    }

    @Override
    public void windDown() {
        context.runOnContext(v -> {
            stopping = true;
            if (underWay == 0) {
                connection.close();
            }
        });
    }

    @Override
    public void shutDown() {
        context.runOnContext(v -> connection.close());
    }

    void closed() {
        cancelTimer();
        // A time-out set while the connection closes would keep it in memory.
        underWay = Integer.MAX_VALUE / 2;
    }

    private void cancelTimer() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }
}
