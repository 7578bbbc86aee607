package io.zimbraproxy.proxy.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/**
 * A connection that changes its protocol (WebSocket, RFC 6455): the client is told so only after the mailbox server has
 * agreed; from then on bytes go both ways as they are.
 */
final class UpgradeTunnel {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final HttpServerRequest request;
    private final HttpClientRequest upstream;
    private final Stall stall;
    private final Duration idle;
    private final Runnable onEnd;

    /** {@code idle}: how long both sides may be silent. {@code onEnd}: told when a tunnel that was built is over. */
    UpgradeTunnel(HttpServerRequest request, HttpClientRequest upstream, Stall stall, Duration idle, Runnable onEnd) {
        this.request = request;
        this.upstream = upstream;
        this.stall = stall;
        this.idle = idle;
        this.onEnd = onEnd;
    }

    /** Asks the server; {@code refused} gets its answer when it does not agree, {@code lost} when there is none. */
    void start(Handler<HttpClientResponse> refused, Handler<Throwable> lost) {
        upstream.putHeader(HttpHeaders.CONNECTION, "Upgrade");
        upstream.putHeader(HttpHeaders.UPGRADE, request.getHeader(HttpHeaders.UPGRADE));
        upstream.connect().onFailure(lost).onSuccess(answer -> {
            if (answer.statusCode() == SWITCHING_PROTOCOLS) {
                join(answer);
            } else {
                refused.handle(answer);
            }
        });
    }

    private void join(HttpClientResponse answer) {
        NetSocket server = answer.netSocket();
        server.pause();
        HeaderRules.copy(answer.headers(), request.response().headers());
        request.response().putHeader(HttpHeaders.CONNECTION, "Upgrade");
        request.response().putHeader(HttpHeaders.UPGRADE, answer.getHeader(HttpHeaders.UPGRADE));
        request.toNetSocket().onFailure(fault -> server.close()).onSuccess(client -> {
            stall.limit(idle);
            client.closeHandler(closed -> {
                stall.stop();
                server.close();
                onEnd.run();
            });
            pipe(client, server);
            pipe(server, client);
        });
        request.resume();
    }

    private void pipe(NetSocket from, NetSocket to) {
        new BodyPipe(from, to, part -> stall.progress()).start(() -> to.end(), to::close);
    }
}
