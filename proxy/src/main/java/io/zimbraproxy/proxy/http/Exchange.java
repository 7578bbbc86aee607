package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.location.Location;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.http.rewrite.Arrival;
import io.zimbraproxy.proxy.http.upstream.Answering;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnection;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.http.user.RouteChoice;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pool;
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
public final class Exchange implements Answering, UpstreamConnections.Taker, ServerSearch.Finder {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final WebService service;
    private final ClientStream client;
    private final RequestHead head;
    private final Location location;
    private final Arrival arrival;
    private final RequestRecord record;
    private final String upgrade;
    private final ServerSearch search;
    private Peer peer;
    private UpstreamConnection upstream;
    private boolean counted;
    private boolean repeatedThere;
    private boolean mayBeFault;
    private boolean begun;
    private boolean over;
    private long bodyBytes;

    /** {@code user}: whose server is looked up; empty for any server of the pool. */
    Exchange(
            WebService service,
            ClientStream client,
            RequestHead head,
            Location location,
            Optional<RouteChoice> user,
            Arrival arrival,
            RequestRecord record) {
        this.service = service;
        this.client = client;
        this.location = location;
        this.head = location.forServer(head);
        this.arrival = arrival;
        this.record = record;
        upgrade = client.upgradable() ? head.upgrade() : null;
        Pool pool = location.pool(head);
        search = new ServerSearch(service, arrival, pool, user, location.audience(), this);
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
            finish();
            record.why(why);
            record.status(page.status());
            record.ended("done");
            new OwnAnswer(client, head, arrival.host(), service.answerRules()).page(page, fields);
        }
    }

    // --- the search for a server

    @Override
    public void found(Peer chosen) {
        if (over) {
            return;
        }
        peer = chosen;
        record.peer(chosen);
        if (!chosen.begin()) {
            search.nextAsFull();
            return;
        }
        counted = true;
        service.upstreams().take(chosen, this);
    }

    @Override
    public void notFound(ErrorPage page, String why) {
        fail(page, why);
    }

    @Override
    public void unreachable(String why) {
        uncount();
        failed(why);
        if (!over) {
            search.next();
        }
    }

    private void failed(String why) {
        if (peer.fail()) {
            LOG.warn(new LogLine("mailbox server cannot be reached")
                    .with("pool", search.pool().name())
                    .with("server", peer)
                    .with("why", why));
        }
    }

    // --- the request's way to the server

    @Override
    public void connected(UpstreamConnection connection) {
        if (over) {
            connection.close();
            uncount();
            return;
        }
        upstream = connection;
        connection.send(
                this, head.method(), upgrade != null, head.framing(), location.readTime(), out -> service.requestRules()
                        .write(head, arrival, peer, upgrade, out));
        if (head.framing().hasBody()) {
            client.readBody();
        } else {
            upstream.flush();
        }
    }

    /** True when the server takes parts of the request's body now; else it will be told by {@link ClientStream#readBody}. */
    public boolean wantsBody() {
        return upstream != null && upstream.writable();
    }

    /** A part of the request's body, which belongs to the callee. */
    public void body(ByteBuf part) {
        if (upstream == null) {
            part.release();
            return;
        }
        int length = part.readableBytes();
        bodyBytes += length;
        record.moved(length, 0);
        if (location.maxBody() > 0 && bodyBytes > location.maxBody()) {
            part.release();
            giveUp(ErrorPage.BODY_TOO_LARGE, "the body is larger than allowed");
        } else if (!upstream.body(part)) {
            giveUp(ErrorPage.BAD_REQUEST, "the body is longer than announced");
        }
    }

    /** Nothing more of the body has come for now: what has, and the head, goes out. */
    public void bodyPausing() {
        if (upstream != null) {
            upstream.flush();
        }
    }

    /** The request's body is complete. */
    public void bodyEnded(Fields trailers) {
        if (upstream == null) {
            return;
        }
        if (upstream.bodyEnd(trailers)) {
            upstream.flush();
        } else {
            giveUp(ErrorPage.BAD_REQUEST, "the body is shorter than announced");
        }
    }

    /** The request's body cannot be understood; the server will not see an end of it. */
    public void bodyMalformed(BadMessage bad) {
        giveUp(ErrorPage.of(bad.status()), bad.getMessage());
    }

    private void giveUp(ErrorPage page, String why) {
        if (begun) {
            breakOff(why);
        } else {
            refuse(page, why, Map.of());
        }
    }

    @Override
    public void writable() {
        if (upstream != null && !upstream.sent()) {
            client.readBody();
        }
    }

    // --- the answer

    @Override
    public void informed(ResponseHead answer) {
        client.inform(new AnswerHead(answer.status(), answer.reason(), Framing.NONE, null, out -> service.answerRules()
                .write(answer, arrival, peer, out)));
    }

    @Override
    public void answered(ResponseHead answer) {
        peer.answered();
        if (ElsewhereRule.says(answer, peer, search.pool())) {
            if (head.repeatable() && search.canAskAgain()) {
                letGo();
                search.askElsewhere(peer);
                return;
            }
            search.forget();
        }
        mayBeFault = ElsewhereRule.mayBeFault(head.target(), answer);
        begun = true;
        record.status(answer.status());
        boolean tells = !answer.framing().hasBody() && answer.mayTellLength();
        client.begin(new AnswerHead(
                answer.status(),
                answer.reason(),
                answer.framing(),
                tells ? answer.fields().value(FieldName.CONTENT_LENGTH) : null,
                out -> service.answerRules().write(answer, arrival, peer, out)));
    }

    @Override
    public void part(ByteBuf part) {
        record.moved(0, part.readableBytes());
        if (mayBeFault && ElsewhereRule.isFault(part)) {
            mayBeFault = false;
            search.forget();
        }
        client.write(part);
        if (upstream != null && !client.writable()) {
            client.flush();
            if (!client.writable()) {
                upstream.pause();
            }
        }
    }

    /** The client takes more. */
    public void clientWritable() {
        if (upstream != null) {
            upstream.resume();
        }
    }

    @Override
    public void pausing() {
        client.flush();
    }

    @Override
    public void ended(Fields trailers) {
        UpstreamConnection done = upstream;
        upstream = null;
        finish();
        // Before the client hears of the end: its next request may take the connection.
        done.release();
        record.ended("done");
        client.end(trailers);
        client.flush();
    }

    @Override
    public void upgraded(ResponseHead answer, ByteBuf rest) {
        Channel server = upstream.channel();
        upstream = null;
        begun = true;
        over = true;
        peer.answered();
        record.status(answer.status());
        String protocol = answer.fields().value(FieldName.UPGRADE);
        ByteBuf early = client.giveAway(new AnswerHead(answer.status(), answer.reason(), Framing.NONE, null, out -> {
            service.answerRules().write(answer, arrival, peer, out);
            upgradeFields(protocol, out);
        }));
        service.tunnel().join(client, early, server, rest, (cause, fromClient, fromServer) -> {
            uncount();
            record.moved(fromClient, fromServer);
            record.ended("tunnel");
        });
    }

    private void upgradeFields(String protocol, FieldSink out) {
        out.add("Connection", "Upgrade");
        out.add("Upgrade", protocol == null ? upgrade : protocol);
    }

    // --- what goes wrong

    /**
     * {@inheritDoc}
     *
     * <p>A kept connection may have been closed by the server just then, which says nothing about the server. What can be
     * repeated is repeated: once on another connection where that may help, then by another server.
     */
    @Override
    public void broken(String why) {
        boolean kept = upstream != null && upstream.used();
        upstream = null;
        uncount();
        if (over) {
            return;
        }
        if (begun) {
            breakOff("the mailbox server broke off its answer: " + why);
        } else if (!head.repeatable()) {
            if (!kept) {
                failed(why);
            }
            fail(ErrorPage.BAD_GATEWAY, "the mailbox server gave no answer: " + why);
        } else if (!repeatedThere && (kept || search.byRoute()) && peer.begin()) {
            repeatedThere = true;
            counted = true;
            service.upstreams().connect(peer, this);
        } else {
            failed(why);
            search.next();
        }
    }

    @Override
    public void late() {
        if (begun) {
            breakOff("nothing moved in time");
        } else {
            fail(ErrorPage.TIMEOUT, "the mailbox server did not answer in time");
        }
    }

    /** The client has left. */
    public void clientGone() {
        if (!over) {
            finish();
            record.ended("client_closed");
        }
    }

    /** A client must never take a part for the whole. */
    private void breakOff(String why) {
        if (!over) {
            finish();
            record.why(why);
            record.ended("cut_off");
            client.cut();
        }
    }

    private void fail(ErrorPage page, String why) {
        boolean gateway = page == ErrorPage.BAD_GATEWAY || page == ErrorPage.TIMEOUT;
        if (over || service.errorUrl() == null || !gateway) {
            refuse(page, why, Map.of());
            return;
        }
        finish();
        record.why(why);
        record.status(302);
        record.ended("done");
        String separator = service.errorUrl().indexOf('?') < 0 ? "?" : "&";
        String poolName = URLEncoder.encode(search.pool().name(), StandardCharsets.UTF_8);
        new OwnAnswer(client, head, arrival.host(), service.answerRules())
                .redirect(service.errorUrl() + separator + "err=" + page.status() + "&up=" + poolName, Map.of());
    }

    private void finish() {
        over = true;
        letGo();
    }

    private void letGo() {
        uncount();
        if (upstream != null) {
            UpstreamConnection left = upstream;
            upstream = null;
            left.close();
        }
    }

    private void uncount() {
        if (counted) {
            counted = false;
            peer.end();
        }
    }
}
