package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.http.location.Location;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.rewrite.ReceivedRequest;
import io.zimbraproxy.proxy.http.user.RouteChoice;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.upstream.Peer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One request, from the choice of a server to the end of its answer. A request that was not sent yet may be given to
 * another server; one that was is repeated only when that changes nothing. Bodies are streamed in both directions as they
 * come; who cannot take more makes the other side wait.
 */
public final class Exchange implements Attempt.AttemptOutcome, ServerSelection.Finder {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final WebService service;
    private final ClientStream client;
    private final RequestHead head;
    private final Location location;
    private final ReceivedRequest arrival;
    private final RequestRecord record;
    private final ServerSelection search;
    private Attempt attempt;
    private boolean repeatedThere;
    private boolean over;
    private long bodyBytes;

    /** {@code user}: whose server is looked up; empty for any server of the pool. */
    Exchange(
            WebService service,
            ClientStream client,
            RequestHead head,
            Location location,
            Optional<RouteChoice> user,
            ReceivedRequest arrival,
            RequestRecord record) {
        this.service = service;
        this.client = client;
        this.location = location;
        this.head = location.forServer(head);
        this.arrival = arrival;
        this.record = record;
        search = new ServerSelection(service, arrival, location.pool(head), user, location.audience(), this);
        user.ifPresent(choice -> record.user(choice.user()));
    }

    void start() {
        if (!over) {
            search.start();
        }
    }

    /** Answers with a page of our own. */
    void refuse(ErrorPage page, String why, Map<String, String> fields) {
        if (!over) {
            finish(page.status(), "done", why);
            new LocalResponse(client, head, arrival.host(), service.answerRules()).page(page, fields);
        }
    }

    // --- a server for it

    @Override
    public void found(Peer peer) {
        if (!over) {
            record.peer(peer);
            attempt(peer, false);
        }
    }

    private void attempt(Peer peer, boolean anew) {
        attempt = new Attempt(service, client, head, location, arrival, record, search.pool(), peer, this);
        attempt.start(anew);
    }

    @Override
    public void notFound(ErrorPage page, String why) {
        fail(page, why);
    }

    @Override
    public void full() {
        search.nextAsFull();
    }

    @Override
    public void unreachable(String why) {
        failed(why);
        search.next();
    }

    private void failed(String why) {
        Peer peer = attempt.peer();
        if (peer.fail()) {
            LOG.warn(new LogLine("mailbox server cannot be reached")
                    .with("pool", search.pool().name())
                    .with("server", peer)
                    .with("why", why));
        }
    }

    // --- the client's body

    /** True when the server takes parts of the request's body now; else {@link ClientStream#readBody} will tell. */
    public boolean wantsBody() {
        return !over && attempt != null && attempt.wantsBody();
    }

    /** A part of the request's body, which belongs to the callee. */
    public void body(ByteBuf part) {
        if (over || attempt == null) {
            part.release();
            return;
        }
        int length = part.readableBytes();
        bodyBytes += length;
        record.moved(length, 0);
        if (location.maxBody() > 0 && bodyBytes > location.maxBody()) {
            part.release();
            giveUp(ErrorPage.BODY_TOO_LARGE, "the body is larger than allowed");
        } else if (!attempt.body(part)) {
            giveUp(ErrorPage.BAD_REQUEST, "the body is longer than announced");
        }
    }

    /** Nothing more of the body has come for now: what has, and the head, goes out. */
    public void bodyPausing() {
        if (!over && attempt != null) {
            attempt.flush();
        }
    }

    /** The request's body is complete. */
    public void bodyEnded(Fields trailers) {
        if (!over && attempt != null && !attempt.bodyEnd(trailers)) {
            giveUp(ErrorPage.BAD_REQUEST, "the body is shorter than announced");
        }
    }

    /** The request's body cannot be understood; the server will not see an end of it. */
    public void bodyMalformed(BadMessage bad) {
        giveUp(ErrorPage.of(bad.status()), bad.getMessage());
    }

    private void giveUp(ErrorPage page, String why) {
        if (begun()) {
            breakOff(why);
        } else {
            refuse(page, why, Map.of());
        }
    }

    private boolean begun() {
        return attempt != null && attempt.begun();
    }

    // --- the answer

    /** The client takes more. */
    public void clientWritable() {
        if (!over && attempt != null) {
            attempt.clientWritable();
        }
    }

    /** The client has left. */
    public void clientGone() {
        if (!over) {
            over = true;
            if (attempt != null) {
                attempt.cancel();
            }
            record.ended("client_closed");
        }
    }

    @Override
    public boolean elsewhere(boolean answerHeld) {
        if (answerHeld && head.repeatable() && search.canAskAgain()) {
            Peer peer = attempt.peer();
            attempt.cancel();
            search.askElsewhere(peer);
            return true;
        }
        search.forget();
        return false;
    }

    @Override
    public void complete(Fields trailers) {
        over = true;
        record.ended("done");
        client.end(trailers);
        client.flush();
    }

    @Override
    public void upgraded() {
        over = true;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A kept connection may have been closed by the server just then, which says nothing about the server. What can be
     * repeated is repeated: once on another connection where that may help, then by another server.
     */
    @Override
    public void broken(String why, boolean kept) {
        if (begun()) {
            breakOff("the mailbox server broke off its answer: " + why);
        } else if (!head.repeatable()) {
            if (!kept) {
                failed(why);
            }
            fail(ErrorPage.BAD_GATEWAY, "the mailbox server gave no answer: " + why);
        } else if (!repeatedThere && (kept || search.byRoute())) {
            repeatedThere = true;
            attempt(attempt.peer(), true);
        } else {
            failed(why);
            search.next();
        }
    }

    @Override
    public void late() {
        if (begun()) {
            breakOff("nothing moved in time");
        } else {
            fail(ErrorPage.TIMEOUT, "the mailbox server did not answer in time");
        }
    }

    /** A client must never take a part for the whole. */
    private void breakOff(String why) {
        if (!over) {
            finish(0, "cut_off", why);
            client.cut();
        }
    }

    private void fail(ErrorPage page, String why) {
        boolean gateway = page == ErrorPage.BAD_GATEWAY || page == ErrorPage.TIMEOUT;
        if (over || service.errorUrl() == null || !gateway) {
            refuse(page, why, Map.of());
            return;
        }
        finish(302, "done", why);
        String separator = service.errorUrl().indexOf('?') < 0 ? "?" : "&";
        String pool = URLEncoder.encode(search.pool().name(), StandardCharsets.UTF_8);
        new LocalResponse(client, head, arrival.host(), service.answerRules())
                .redirect(service.errorUrl() + separator + "err=" + page.status() + "&up=" + pool, Map.of());
    }

    /** {@code status}: of our own answer; 0 when another one has begun. */
    private void finish(int status, String end, String why) {
        over = true;
        if (attempt != null) {
            attempt.cancel();
        }
        record.why(why);
        if (status > 0) {
            record.status(status);
        }
        record.ended(end);
    }
}
