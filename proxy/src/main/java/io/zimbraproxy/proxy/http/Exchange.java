package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.user.RouteChoice;
import io.zimbraproxy.proxy.net.EventLoops;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pool;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, from the selection of a server to the last byte.
 *
 * <p>A request that was not sent yet can go to another server. A request that was sent is repeated only if the repetition changes
 * nothing on the server. Bodies are streamed in both directions; the side that cannot take more bytes stops the reads from the
 * other side.
 *
 * <pre>
 *   ServerSelection --ServerChoice--> Exchange --start--> Attempt
 *                                        ^                   |
 *                                        +--AttemptListener--+
 * </pre>
 */
public final class Exchange implements AttemptListener {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final ExchangeContext context;
    private final ServerSelection selection;
    private @Nullable Attempt attempt;
    private boolean repeated;
    private boolean over;
    private long bodyBytes;

    /** {@code pool}: the pool of the request; {@code user}: as for {@link ServerSelection}. */
    Exchange(ExchangeContext context, Pool pool, @Nullable RouteChoice user) {
        this.context = context;
        selection = new ServerSelection(
                context.service().routes(),
                context.received(),
                pool,
                user,
                context.location().audience());
        if (user != null) {
            context.record().user(user.user());
        }
    }

    void start() {
        if (!over) {
            proceed(selection.first());
        }
    }

    /** Ends the exchange with an error page. {@code fields}: additional header fields. */
    void refuse(ErrorPage page, String why, Map<String, String> fields) {
        if (!over) {
            finish(page.status(), "done", why);
            context.localResponse().page(page, fields);
        }
    }

    // Selection of a server

    private void proceed(ServerChoice choice) {
        if (over) {
            return;
        }
        if (choice instanceof ServerChoice.Server server) {
            context.record().peer(server.peer());
            attempt(server.peer(), false);
        } else if (choice instanceof ServerChoice.Lookup lookup) {
            WebService service = context.service();
            EventLoops.tell(service.loop(), service.routes().resolve(lookup.request()), this::routed);
        } else if (choice instanceof ServerChoice.None none) {
            fail(none.page(), none.why());
        }
    }

    private void routed(RouteResult result) {
        proceed(selection.routed(result));
    }

    private void attempt(Peer peer, boolean newConnection) {
        boolean discardMisrouted = context.head().repeatable() && selection.canResolveAgain();
        Attempt next = new Attempt(context, selection.pool(), peer, discardMisrouted, this);
        attempt = next;
        if (!next.start(newConnection)) {
            proceed(selection.afterFull());
        }
    }

    // Body of the request

    /** Returns true if the server can take parts of the body now; else {@link ClientStream#readBody} tells when. */
    public boolean wantsBody() {
        return !over && attempt != null && attempt.wantsBody();
    }

    /** Receives a part of the body and takes ownership of it. */
    public void body(ByteBuf part) {
        if (over || attempt == null) {
            part.release();
            return;
        }
        int length = part.readableBytes();
        bodyBytes += length;
        context.record().moved(length, 0);
        long maxBody = context.location().maxBody();
        if (maxBody > 0 && bodyBytes > maxBody) {
            part.release();
            abandon(ErrorPage.BODY_TOO_LARGE, "the body is larger than allowed");
        } else if (!attempt.body(part)) {
            abandon(ErrorPage.BAD_REQUEST, "the body is longer than announced");
        }
    }

    /** Sends the received parts of the body, because no more have arrived for now. */
    public void flushBody() {
        if (!over && attempt != null) {
            attempt.flush();
        }
    }

    /** Receives the end of the body. */
    public void bodyEnded(Fields trailers) {
        if (!over && attempt != null && !attempt.bodyEnd(trailers)) {
            abandon(ErrorPage.BAD_REQUEST, "the body is shorter than announced");
        }
    }

    /** Ends the exchange because the body is malformed or late. The server does not receive an end of the body. */
    public void bodyMalformed(BadMessage bad) {
        abandon(ErrorPage.of(bad.status()), bad.why());
    }

    private void abandon(ErrorPage page, String why) {
        if (begun()) {
            abort(why);
        } else {
            refuse(page, why, Map.of());
        }
    }

    private boolean begun() {
        return attempt != null && attempt.begun();
    }

    // Response

    /** Continues with the response, because the client can take more of it. */
    public void clientWritable() {
        if (!over && attempt != null) {
            attempt.clientWritable();
        }
    }

    /** Ends the exchange because the client has closed the connection or the stream. */
    public void clientGone() {
        if (!over) {
            over = true;
            if (attempt != null) {
                attempt.cancel();
            }
            context.record().ended("client_closed");
        }
    }

    @Override
    public void misrouted() {
        selection.forgetRoute();
    }

    @Override
    public void completed(Fields trailers) {
        over = true;
        context.record().ended("done");
        context.client().end(trailers);
        context.client().flush();
    }

    @Override
    public void upgraded() {
        over = true;
    }

    @Override
    public void failed(Peer peer, AttemptFailure failure, String why) {
        switch (failure) {
            case UNREACHABLE -> {
                countFailure(peer, why);
                proceed(selection.afterFailure());
            }
            case BROKEN -> broken(peer, why, false);
            case BROKEN_WHEN_REUSED -> broken(peer, why, true);
            case TIMED_OUT -> timedOut(why);
            case MISROUTED -> proceed(selection.afterMisrouted(peer));
        }
    }

    /**
     * Handles a broken connection. The server may have closed a reused connection just before the request, which does not mean that
     * the server has failed. A repeatable request is repeated: once on a new connection where that may help, then by another server.
     */
    private void broken(Peer peer, String why, boolean reused) {
        if (begun()) {
            abort("the mailbox server has truncated its response: " + why);
        } else if (!context.head().repeatable()) {
            if (!reused) {
                countFailure(peer, why);
            }
            fail(ErrorPage.BAD_GATEWAY, "the mailbox server sent no response: " + why);
        } else if (!repeated && (reused || selection.byRoute())) {
            repeated = true;
            attempt(peer, true);
        } else {
            countFailure(peer, why);
            proceed(selection.afterFailure());
        }
    }

    private void countFailure(Peer peer, String why) {
        if (peer.fail()) {
            LOG.warn(new LogLine("mailbox server cannot be reached")
                    .with("pool", selection.pool().name())
                    .with("server", peer)
                    .with("why", why));
        }
    }

    private void timedOut(String why) {
        if (begun()) {
            abort(why);
        } else {
            fail(ErrorPage.TIMEOUT, why);
        }
    }

    /** Aborts a response that has begun, so that the client does not take a part for the whole. */
    private void abort(String why) {
        if (!over) {
            finish(0, "cut_off", why);
            context.client().abort();
        }
    }

    /** Ends the exchange with an error page, or for gateway errors with a redirect to the configured URL. */
    private void fail(ErrorPage page, String why) {
        boolean gateway = page == ErrorPage.BAD_GATEWAY || page == ErrorPage.TIMEOUT;
        Optional<ErrorRedirect> redirect = context.service().errorRedirect();
        if (over || redirect.isEmpty() || !gateway) {
            refuse(page, why, Map.of());
            return;
        }
        finish(LocalResponse.FOUND, "done", why);
        context.localResponse()
                .redirect(redirect.get().location(page, selection.pool().name()), Map.of());
    }

    /** Ends the exchange. {@code status}: the status of the proxy's own response; 0 if another response has begun. */
    private void finish(int status, String end, String why) {
        over = true;
        if (attempt != null) {
            attempt.cancel();
        }
        RequestRecord record = context.record();
        record.why(why);
        if (status > 0) {
            record.status(status);
        }
        record.ended(end);
    }
}
