package io.zimbraproxy.proxy.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.zimbraproxy.proxy.upstream.Peer;

/** One request sent to one server. Bodies are streamed in both directions as they come. */
final class Attempt {
    /** What becomes of it; one of these is called last, {@link #elsewhere} before. */
    interface Outcome {
        /** There is no connection, so nothing was sent. */
        void unreachable(Peer peer, Throwable fault);

        /** The connection broke before an answer came. */
        void broken(Peer peer, Throwable fault);

        /**
         * The server says that the account lives on another one.
         *
         * @param answerHeld nothing of the answer went to the client yet
         * @return whether the answer is not wanted, and this attempt is over
         */
        boolean elsewhere(Peer peer, boolean answerHeld);

        /** The answer went to the client. */
        void done();

        /** The answer broke off. */
        void cutOff();

        /** The client is gone. */
        void abandon();
    }

    private final WebService service;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HostHeader host;
    private final RequestRecord record;
    private final Stall stall;
    private final Peer peer;
    private final Outcome outcome;
    private HttpClientRequest upstream;
    private boolean cancelled;

    Attempt(
            WebService service,
            HttpServerRequest request,
            HostHeader host,
            RequestRecord record,
            Stall stall,
            Peer peer,
            Outcome outcome) {
        this.service = service;
        this.request = request;
        this.response = request.response();
        this.host = host;
        this.record = record;
        this.stall = stall;
        this.peer = peer;
        this.outcome = outcome;
    }

    void start() {
        RequestOptions options = new RequestOptions()
                .setServer(peer.address())
                .setHost(peer.host())
                .setPort(peer.port())
                .setMethod(request.method())
                .setURI(request.uri());
        service.client().request(options).onSuccess(this::send).onFailure(fault -> outcome.unreachable(peer, fault));
    }

    /** Nobody waits for it any more. */
    void cancel() {
        cancelled = true;
        if (upstream != null) {
            upstream.reset();
        }
    }

    private void send(HttpClientRequest connected) {
        upstream = connected;
        // What happens to it is told by its response.
        upstream.exceptionHandler(fault -> {});
        if (cancelled) {
            upstream.reset();
            return;
        }
        HeaderRules.toUpstream(
                request.headers(), upstream.headers(), record.client().address(), service.scheme());
        stall.limit(Exchange.readTime(service, request));
        if (HeaderRules.asksForUpgrade(request.headers()) && request.method().equals(HttpMethod.GET)) {
            new UpgradeTunnel(request, upstream, stall, service.timeouts().httpPolling(), () -> record.ended("tunnel"))
                    .start(this::answered, fault -> outcome.broken(peer, fault));
            return;
        }
        upstream.response().onSuccess(this::answered).onFailure(fault -> {
            if (!cancelled) {
                outcome.broken(peer, fault);
            }
        });
        sendBody();
    }

    private void sendBody() {
        if (!RequestShape.hasBody(request)) {
            upstream.end();
            request.resume();
            return;
        }
        upstream.setChunked(request.getHeader(HttpHeaders.CONTENT_LENGTH) == null);
        if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
            // The server decides whether it wants the body.
            upstream.continueHandler(goAhead -> {
                response.writeContinue();
                pipeBody();
            });
            upstream.sendHead();
        } else {
            pipeBody();
        }
    }

    private void pipeBody() {
        new BodyPipe(request, upstream, part -> stall.progress()).start(() -> upstream.end(), outcome::abandon);
    }

    private void answered(HttpClientResponse answer) {
        peer.answered();
        if (cancelled) {
            return;
        }
        if (ElsewhereRule.says(answer, peer, service.pool()) && outcome.elsewhere(peer, true)) {
            cancel();
            return;
        }
        response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
        HeaderRules.copy(answer.headers(), response.headers());
        String location = answer.getHeader(HttpHeaders.LOCATION);
        if (location != null) {
            response.putHeader(HttpHeaders.LOCATION, LocationRule.rewrite(location, service.scheme(), host, peer));
        }
        boolean framed = answer.headers().contains(HttpHeaders.CONTENT_LENGTH);
        if (!framed && hasBody(answer)) {
            if (request.version() == HttpVersion.HTTP_1_0) {
                response.putHeader(HttpHeaders.CONNECTION, "close");
            } else {
                response.setChunked(true);
            }
        }
        boolean mayBeFault = ElsewhereRule.mayBeFault(request, answer);
        new BodyPipe(answer, response, part -> moved(part, mayBeFault)).start(this::complete, outcome::cutOff);
    }

    private void moved(Buffer part, boolean mayBeFault) {
        stall.progress();
        if (mayBeFault && ElsewhereRule.isFault(part)) {
            outcome.elsewhere(peer, false);
        }
    }

    private boolean hasBody(HttpClientResponse answer) {
        int status = answer.statusCode();
        return !request.method().equals(HttpMethod.HEAD) && status != 204 && status != 304;
    }

    private void complete() {
        outcome.done();
        response.end();
        if (RequestShape.hasBody(request) && !request.isEnded()) {
            // The server has answered without the rest of the body; its connection is of no use any more.
            upstream.reset();
        }
    }
}
