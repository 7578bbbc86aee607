package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.location.Location;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.http.rewrite.ReceivedRequest;
import io.zimbraproxy.proxy.http.upstream.ResponseListener;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnection;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.upstream.Dial;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pool;

/** One request sent to one server, and its answer on the way to the client. */
final class Attempt implements ResponseListener, UpstreamConnections.Taker {
    /** What becomes of it; one of these is called last, {@link #elsewhere} before. */
    interface AttemptOutcome {
        /** The server has as many requests as it may have; nothing was sent. */
        void full();

        /** There is no connection, so nothing was sent; {@code why} is for the log. */
        void unreachable(String why);

        /**
         * The connection broke.
         *
         * @param kept whether it was one that the server may have closed just then
         */
        void broken(String why, boolean kept);

        /** The server is silent for too long. */
        void late();

        /**
         * The server says that the account lives on another one.
         *
         * @param answerHeld nothing of the answer went to the client yet
         * @return whether the answer is not wanted, and this attempt is over
         */
        boolean elsewhere(boolean answerHeld);

        /** The whole answer was handed over, but for its end, which is the callee's to tell the client. */
        void complete(Fields trailers);

        /** The connection goes on with another protocol, as long as both sides like. */
        void upgraded();
    }

    private final WebService service;
    private final ClientStream client;
    private final RequestHead head;
    private final Location location;
    private final ReceivedRequest arrival;
    private final RequestRecord record;
    private final Pool pool;
    private final Peer peer;
    private final AttemptOutcome outcome;
    private final String upgrade;
    private Dial dial;
    private UpstreamConnection upstream;
    private boolean counted;
    private boolean over;
    private boolean begun;
    private boolean mayBeFault;

    Attempt(
            WebService service,
            ClientStream client,
            RequestHead head,
            Location location,
            ReceivedRequest arrival,
            RequestRecord record,
            Pool pool,
            Peer peer,
            AttemptOutcome outcome) {
        this.service = service;
        this.client = client;
        this.head = head;
        this.location = location;
        this.arrival = arrival;
        this.record = record;
        this.pool = pool;
        this.peer = peer;
        this.outcome = outcome;
        upgrade = client.upgradable() ? head.upgrade() : null;
    }

    /** Begins; {@code anew}: on a new connection, not on one that was kept. */
    void start(boolean anew) {
        if (!peer.begin()) {
            over = true;
            outcome.full();
            return;
        }
        counted = true;
        dial = anew
                ? service.upstreams().connect(peer, this)
                : service.upstreams().take(peer, this);
    }

    /** Nobody waits for it any more. */
    void cancel() {
        over = true;
        uncount();
        if (dial != null) {
            dial.cancel();
        }
        if (upstream != null) {
            UpstreamConnection left = upstream;
            upstream = null;
            left.close();
        }
    }

    /** True when the client was told something of the answer. */
    boolean begun() {
        return begun;
    }

    Peer peer() {
        return peer;
    }

    @Override
    public void unreachable(String why) {
        uncount();
        if (!over) {
            over = true;
            outcome.unreachable(why);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The server may have closed a kept connection just now. What cannot be repeated waits until the loop has heard all that
     * the system knows already.
     */
    @Override
    public void connected(UpstreamConnection connection) {
        if (connection.used() && !head.repeatable()) {
            service.loop().execute(() -> sendIfOpen(connection));
        } else {
            send(connection);
        }
    }

    private void sendIfOpen(UpstreamConnection connection) {
        if (over || connection.idle()) {
            send(connection);
        } else {
            dial = service.upstreams().take(peer, this);
        }
    }

    private void send(UpstreamConnection connection) {
        if (over) {
            connection.close();
            return;
        }
        upstream = connection;
        connection.send(
                this, head.method(), upgrade != null, head.framing(), location.readTime(), out -> service.requestRules()
                        .write(head, arrival, peer, upgrade, out));
        if (head.framing().hasBody()) {
            client.readBody();
        } else {
            connection.flush();
        }
    }

    /** True when the server takes parts of the request's body now; else {@link ClientStream#readBody} will tell. */
    boolean wantsBody() {
        return upstream != null && upstream.writable();
    }

    /** A part of the request's body, which belongs to the callee; false when it is more than was announced. */
    boolean body(ByteBuf part) {
        if (upstream == null) {
            part.release();
            return true;
        }
        return upstream.body(part);
    }

    /** The request's body is complete; false when it is less than was announced. */
    boolean bodyEnd(Fields trailers) {
        if (upstream != null && !upstream.bodyEnd(trailers)) {
            return false;
        }
        flush();
        return true;
    }

    void flush() {
        if (upstream != null) {
            upstream.flush();
        }
    }

    /** The client takes more of the answer. */
    void clientWritable() {
        if (upstream != null) {
            upstream.resume();
        }
    }

    @Override
    public void writable() {
        if (upstream != null && !upstream.sent()) {
            client.readBody();
        }
    }

    @Override
    public void informed(ResponseHead answer) {
        client.inform(new ClientResponseHead(
                answer.status(), answer.reason(), Framing.NONE, null, out -> service.answerRules()
                        .write(answer, arrival, peer, out)));
    }

    @Override
    public void answered(ResponseHead answer) {
        peer.answered();
        if (MisroutedResponse.says(answer, peer, pool) && outcome.elsewhere(true)) {
            return;
        }
        mayBeFault = MisroutedResponse.mayBeFault(head.target(), answer);
        begun = true;
        record.status(answer.status());
        boolean tells = !answer.framing().hasBody() && answer.mayTellLength();
        client.begin(new ClientResponseHead(
                answer.status(),
                answer.reason(),
                answer.framing(),
                tells ? answer.fields().value(FieldName.CONTENT_LENGTH) : null,
                out -> service.answerRules().write(answer, arrival, peer, out)));
    }

    @Override
    public void part(ByteBuf part) {
        record.moved(0, part.readableBytes());
        if (mayBeFault && MisroutedResponse.isFault(part)) {
            mayBeFault = false;
            outcome.elsewhere(false);
        }
        client.write(part);
        if (upstream != null && !client.writable()) {
            client.flush();
            if (!client.writable()) {
                upstream.pause();
            }
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
        over = true;
        uncount();
        // Before the client hears of the end: its next request may take the connection.
        done.release();
        outcome.complete(trailers);
    }

    @Override
    public void upgraded(ResponseHead answer, ByteBuf rest) {
        Channel server = upstream.channel();
        upstream = null;
        over = true;
        begun = true;
        peer.answered();
        record.status(answer.status());
        outcome.upgraded();
        String protocol = answer.fields().value(FieldName.UPGRADE);
        ByteBuf early =
                client.giveAway(new ClientResponseHead(answer.status(), answer.reason(), Framing.NONE, null, out -> {
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

    @Override
    public void broken(String why) {
        boolean kept = upstream != null && upstream.used();
        upstream = null;
        uncount();
        if (!over) {
            over = true;
            outcome.broken(why, kept);
        }
    }

    @Override
    public void late() {
        if (!over) {
            outcome.late();
        }
    }

    private void uncount() {
        if (counted) {
            counted = false;
            peer.end();
        }
    }
}
