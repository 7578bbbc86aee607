package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.http.RequestShape;
import io.zimbraproxy.proxy.relay.LingeringClose;
import java.time.Duration;

/**
 * A web client's connection: closed when no request comes in time, and after the request under way when the process stops.
 * The time runs until a request's head is complete, so that trickled bytes gain nothing.
 */
final class WebConnection implements ConnectionRegistry.Connection {
    private final Vertx vertx;
    private final Context context;
    private final Channel channel;
    private final Timeouts timeouts;
    private int underWay;
    private boolean used;
    private boolean stopping;
    private long timer = -1;

    WebConnection(Vertx vertx, Channel channel, Timeouts timeouts) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.channel = channel;
        this.timeouts = timeouts;
    }

    void awaitRequest(Duration time) {
        timer = vertx.setTimer(Math.max(1, time.toMillis()), late -> channel.close());
    }

    void began(HttpServerRequest request) {
        cancelTimer();
        used = true;
        underWay++;
        request.response().headersEndHandler(head -> {
            // The rest of a body that nobody wants must not be taken for the next request.
            if (stopping || bodyToCome(request)) {
                request.response().putHeader(HttpHeaders.CONNECTION, "close");
            }
        });
        request.response().bodyEndHandler(ended -> ended(request));
    }

    private static boolean bodyToCome(HttpServerRequest request) {
        return RequestShape.hasBody(request) && !request.isEnded();
    }

    private void ended(HttpServerRequest request) {
        underWay--;
        if (bodyToCome(request)) {
            LingeringClose.end(channel);
            return;
        }
        if (underWay > 0) {
            return;
        }
        if (stopping) {
            channel.close();
        } else {
            cancelTimer();
            awaitRequest(timeouts.httpIdle());
        }
    }

    @Override
    public void windDown() {
        context.runOnContext(v -> {
            stopping = true;
            // One that has just come may have its first request on the way: it is answered.
            if (underWay == 0 && used) {
                channel.close();
            }
        });
    }

    @Override
    public void shutDown() {
        channel.close();
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
