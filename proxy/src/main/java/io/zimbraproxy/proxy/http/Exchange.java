package io.zimbraproxy.proxy.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
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
 * One request, from the choice of a server to the end of its answer. A request that was not sent yet may be given to
 * another server; one that was is repeated only when that changes nothing, and once.
 */
final class Exchange implements Attempt.Outcome {
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
    private RouteResult.Found route;
    private Runnable otherwise;
    private Attempt attempt;
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
        question = RouteChoice.of(request, host, service.upstreamProtocol(), record.client(), service.audience())
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
        route = result instanceof RouteResult.Found found ? found : null;
        Peer peer = route == null ? null : service.pool().of(route.route()).orElse(null);
        if (peer == null) {
            // Zimbra's proxy does the same: any server can send the client to the right one (facts, section 7.3).
            route = null;
            byAddress();
        } else if (peer.available() && !tried.contains(peer)) {
            connect(peer, this::routeIsDown);
        } else {
            routeIsDown();
        }
    }

    /** A remembered route may be out of date: it is forgotten and asked for once more. */
    private void routeIsDown() {
        service.routes().forget(question, route);
        if (!askAgain()) {
            fail(ErrorPage.BAD_GATEWAY, "the user's mailbox server cannot be reached");
        }
    }

    private boolean askAgain() {
        if (!route.cached() || askedAgain) {
            return false;
        }
        askedAgain = true;
        resolve();
        return true;
    }

    private void byAddress() {
        Optional<Peer> peer = service.pool().byAddress(record.client().addressBytes(), tried);
        if (peer.isPresent()) {
            connect(peer.get(), this::byAddress);
        } else {
            fail(ErrorPage.BAD_GATEWAY, "no server of pool " + service.pool().name() + " can be reached");
        }
    }

    /** {@code whenDown}: what to do when the server cannot be reached; nothing was sent then. */
    private void connect(Peer peer, Runnable whenDown) {
        record.peer(peer);
        tried.add(peer);
        otherwise = whenDown;
        attempt = new Attempt(service, request, host, record, stall, peer, this);
        attempt.start();
    }

    @Override
    public void unreachable(Peer peer, Throwable fault) {
        if (peer.failed()) {
            LOG.warn(new LogLine("mailbox server cannot be reached")
                    .with("pool", service.pool().name())
                    .with("server", peer)
                    .with("why", fault.getMessage()));
        }
        if (!over) {
            otherwise.run();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A kept connection may have been closed by the server just then, which says nothing about the server. What can be
     * repeated is, once, on another connection.
     */
    @Override
    public void broken(Peer peer, Throwable fault) {
        if (over) {
            return;
        }
        if (!repeated && RequestShape.repeatable(request)) {
            repeated = true;
            connect(peer, () -> fail(ErrorPage.BAD_GATEWAY, "the mailbox server cannot be reached any more"));
            return;
        }
        if (repeated) {
            peer.failed();
        }
        fail(ErrorPage.BAD_GATEWAY, "the mailbox server gave no answer: " + fault.getMessage());
    }

    @Override
    public boolean elsewhere(Peer peer, boolean answerHeld) {
        if (over || route == null) {
            return false;
        }
        service.routes().forget(question, route);
        if (!answerHeld || !RequestShape.repeatable(request)) {
            return false;
        }
        // Should the handlers insist on this server, its answer is what the client gets.
        tried.remove(peer);
        return askAgain();
    }

    @Override
    public void done() {
        finish();
    }

    /** {@inheritDoc} A client must never take a part for the whole. */
    @Override
    public void cutOff() {
        if (!over) {
            record.why("the mailbox server broke off its answer");
            finish();
            request.connection().close();
        }
    }

    @Override
    public void abandon() {
        if (!over) {
            finish();
            cancelAttempt();
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
        cancelAttempt();
    }

    private void cancelAttempt() {
        if (attempt != null) {
            attempt.cancel();
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

    /** How long a server may be silent: long polls for an hour (facts, section 7.5). */
    static Duration readTime(WebService service, HttpServerRequest request) {
        return LongPoll.is(request.uri())
                ? service.timeouts().httpPolling()
                : service.timeouts().httpRead();
    }
}
