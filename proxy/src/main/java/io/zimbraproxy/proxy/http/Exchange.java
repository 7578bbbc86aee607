package io.zimbraproxy.proxy.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.upstream.Peer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One request and its answer. Bodies are streamed in both directions as they come; a request that was not sent yet may be
 * given to another server, one that was is not repeated.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final WebService service;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HostHeader host;
    private final RequestRecord record;
    private final Context context;
    private final Stall stall;
    private final Set<Peer> tried = new HashSet<>();
    private RouteRequest question;
    private HttpClientRequest upstream;
    private boolean askedAgain;
    private boolean repeated;
    private boolean over;

    Exchange(WebService service, HttpServerRequest request, HostHeader host, RequestRecord record) {
        this.service = service;
        this.request = request;
        this.response = request.response();
        this.host = host;
        this.record = record;
        context = service.vertx().getOrCreateContext();
        stall = new Stall(service.vertx(), this::late);
    }

    void start() {
        request.pause();
        response.exceptionHandler(fault -> abandon());
        request.exceptionHandler(fault -> abandon());
        question = RouteChoice.of(request, host, service.upstreamProtocol(), record.client())
                .orElse(null);
        if (question == null) {
            byAddress();
        } else {
            record.user(question.user());
            resolve();
        }
    }

    private void resolve() {
        service.routes().resolve(question).whenComplete((result, none) -> context.runOnContext(v -> routed(result)));
    }

    private void routed(RouteResult result) {
        if (over) {
            return;
        }
        if (result instanceof RouteResult.Refused refused && refused.deniedByDomain()) {
            fail(ErrorPage.FORBIDDEN, refused.reason());
            return;
        }
        RouteResult.Found found = result instanceof RouteResult.Found route ? route : null;
        Peer peer = found == null ? null : service.pool().of(found.route()).orElse(null);
        if (peer == null) {
            // Zimbra's proxy does the same: any server can send the client to the right one (facts, section 7.3).
            byAddress();
        } else if (peer.available() && !tried.contains(peer)) {
            connect(peer, () -> unreachable(found));
        } else {
            unreachable(found);
        }
    }

    /** A remembered route may be out of date: it is forgotten and asked for once more. */
    private void unreachable(RouteResult.Found found) {
        service.routes().forget(question, found);
        if (found.cached() && !askedAgain) {
            askedAgain = true;
            resolve();
        } else {
            fail(ErrorPage.BAD_GATEWAY, "the user's mailbox server cannot be reached");
        }
    }

    private void byAddress() {
        Optional<Peer> peer = service.pool().byAddress(record.client().addressBytes(), tried);
        if (peer.isPresent()) {
            connect(peer.get(), this::byAddress);
        } else {
            fail(ErrorPage.BAD_GATEWAY, "no server of pool " + service.pool().name() + " can be reached");
        }
    }

    /** {@code otherwise}: what to do when the server cannot be reached; nothing was sent then. */
    private void connect(Peer peer, Runnable otherwise) {
        record.peer(peer);
        tried.add(peer);
        RequestOptions options = new RequestOptions()
                .setServer(peer.address())
                .setHost(peer.host())
                .setPort(peer.port())
                .setMethod(request.method())
                .setURI(request.uri());
        service.client()
                .request(options)
                .onSuccess(connected -> send(peer, connected))
                .onFailure(fault -> {
                    if (peer.failed()) {
                        LOG.warn(new LogLine("mailbox server cannot be reached")
                                .with("pool", service.pool().name())
                                .with("server", peer)
                                .with("why", fault.getMessage()));
                    }
                    if (!over) {
                        otherwise.run();
                    }
                });
    }

    private void send(Peer peer, HttpClientRequest connected) {
        upstream = connected;
        // What happens to it is told by its response.
        upstream.exceptionHandler(fault -> {});
        if (over) {
            upstream.reset();
            return;
        }
        HeaderRules.toUpstream(
                request.headers(), upstream.headers(), record.client().address(), service.scheme());
        stall.limit(readTime());
        if (HeaderRules.asksForUpgrade(request.headers()) && request.method().equals(HttpMethod.GET)) {
            new UpgradeTunnel(request, upstream, stall, service.timeouts().httpPolling(), () -> record.ended("tunnel"))
                    .start(answer -> answered(peer, answer), this::lost);
            return;
        }
        upstream.response().onSuccess(answer -> answered(peer, answer)).onFailure(fault -> broken(peer, fault));
        sendBody();
    }

    /**
     * The connection broke before an answer came: a kept one may have been closed by the server just then, which says nothing
     * about the server. What can be repeated is, once, on another connection.
     */
    private void broken(Peer peer, Throwable fault) {
        boolean repeatable = RequestShape.repeatable(request);
        if (!over && repeatable && !repeated && !response.headWritten()) {
            repeated = true;
            connect(peer, () -> fail(ErrorPage.BAD_GATEWAY, "the mailbox server cannot be reached any more"));
            return;
        }
        if (repeated) {
            peer.failed();
        }
        lost(fault);
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
        new BodyPipe(request, upstream, stall::progress).start(() -> upstream.end(), this::abandon);
    }

    private void answered(Peer peer, HttpClientResponse answer) {
        peer.answered();
        if (over) {
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
        new BodyPipe(answer, response, stall::progress).start(this::complete, () -> lost(null));
    }

    private boolean hasBody(HttpClientResponse answer) {
        int status = answer.statusCode();
        return !request.method().equals(HttpMethod.HEAD) && status != 204 && status != 304;
    }

    private void complete() {
        finish();
        response.end();
        if (!request.isEnded()) {
            // The server has answered without the rest of the body; its connection is of no use any more.
            upstream.reset();
        }
    }

    /** The answer will not come, or not to its end: a client must never take a part for the whole. */
    private void lost(Throwable fault) {
        if (response.headWritten()) {
            if (!over) {
                record.why("the mailbox server broke off its answer");
                finish();
                request.connection().close();
            }
        } else {
            fail(
                    ErrorPage.BAD_GATEWAY,
                    "the mailbox server gave no answer: " + (fault == null ? "closed" : fault.getMessage()));
        }
    }

    private void late() {
        if (response.headWritten()) {
            record.why("nothing moved in time");
            finish();
            request.connection().close();
        } else {
            fail(ErrorPage.TIMEOUT, "the mailbox server did not answer in time");
        }
        if (upstream != null) {
            upstream.reset();
        }
    }

    /** The client is gone. */
    private void abandon() {
        if (!over) {
            finish();
            if (upstream != null) {
                upstream.reset();
            }
        }
    }

    private void fail(ErrorPage page, String why) {
        if (over) {
            return;
        }
        finish();
        record.why(why);
        request.resume();
        page.send(response);
    }

    private void finish() {
        over = true;
        stall.stop();
    }

    /** Long polls may be silent for an hour (facts, section 7.5). */
    private Duration readTime() {
        return LongPoll.is(request.uri())
                ? service.timeouts().httpPolling()
                : service.timeouts().httpRead();
    }
}
