package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.HeadWriter;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.http.upstream.ResponseListener;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnection;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.upstream.Dial;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pool;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request sent to one server, whose response is streamed to the client. */
final class Attempt implements ResponseListener, UpstreamConnections.Callback {
    private final ExchangeContext context;
    private final Pool pool;
    private final Peer peer;
    private final boolean discardMisrouted;
    private final AttemptListener listener;
    private final @Nullable String upgrade;
    private @Nullable Dial dial;
    private @Nullable UpstreamConnection upstream;
    private boolean counted;
    private boolean over;
    private boolean begun;
    private boolean mayBeFault;

    /** {@code discardMisrouted}: whether the client does not receive the response of a server without the account. */
    Attempt(ExchangeContext context, Pool pool, Peer peer, boolean discardMisrouted, AttemptListener listener) {
        this.context = context;
        this.pool = pool;
        this.peer = peer;
        this.discardMisrouted = discardMisrouted;
        this.listener = listener;
        upgrade = context.upgrade();
    }

    /**
     * Starts the attempt.
     *
     * @param newConnection whether to open a new connection instead of reusing an idle one
     * @return false if the server has its maximum number of requests; the listener is then not called
     */
    boolean start(boolean newConnection) {
        if (!peer.begin()) {
            over = true;
            return false;
        }
        counted = true;
        UpstreamConnections connections = context.service().upstreams();
        dial = newConnection ? connections.connect(peer, this) : connections.take(peer, this);
        return true;
    }

    /** Ends the attempt without a call of the listener. */
    void cancel() {
        over = true;
        uncount();
        if (dial != null) {
            dial.cancel();
        }
        UpstreamConnection left = upstream;
        upstream = null;
        if (left != null) {
            left.close();
        }
    }

    /** Returns true if the client has received a part of the response. */
    boolean begun() {
        return begun;
    }

    Peer peer() {
        return peer;
    }

    @Override
    public void unreachable(String why) {
        uncount();
        fail(AttemptFailure.UNREACHABLE, why);
    }

    private void fail(AttemptFailure failure, String why) {
        if (!over) {
            over = true;
            listener.failed(peer, failure, why);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The server may have just closed a reused connection. A request that cannot be repeated therefore waits until the event
     * loop has processed all events that the system has already reported.
     */
    @Override
    public void connected(UpstreamConnection connection) {
        if (connection.used() && !context.head().repeatable()) {
            context.service().loop().execute(() -> sendIfOpen(connection));
        } else {
            send(connection);
        }
    }

    private void sendIfOpen(UpstreamConnection connection) {
        if (over || connection.idle()) {
            send(connection);
        } else {
            dial = context.service().upstreams().take(peer, this);
        }
    }

    private void send(UpstreamConnection connection) {
        if (over) {
            connection.close();
            return;
        }
        upstream = connection;
        RequestHead head = context.head();
        connection.send(
                this,
                head.method(),
                upgrade != null,
                head.framing(),
                context.location().readTime(),
                this::writeHead);
        if (head.framing().hasBody()) {
            context.client().readBody();
        } else {
            connection.request().flush();
        }
    }

    private void writeHead(HeadWriter out) {
        context.service().requestRules().write(context.head(), context.received(), peer, upgrade, out);
    }

    /** Returns true if the server can take parts of the request's body now; else {@link ClientStream#readBody} tells when. */
    boolean wantsBody() {
        return upstream != null && upstream.request().writable();
    }

    /** Sends a part of the request's body and takes ownership of it. Returns false if it exceeds the announced length. */
    boolean body(ByteBuf part) {
        if (upstream == null) {
            part.release();
            return true;
        }
        return upstream.request().part(part);
    }

    /** Ends the request's body. Returns false if the body is shorter than announced. */
    boolean bodyEnd(Fields trailers) {
        if (upstream != null && !upstream.request().end(trailers)) {
            return false;
        }
        flush();
        return true;
    }

    void flush() {
        if (upstream != null) {
            upstream.request().flush();
        }
    }

    /** Continues to read the response, because the client can take more of it. */
    void clientWritable() {
        if (upstream != null) {
            upstream.resume();
        }
    }

    @Override
    public void writable() {
        if (upstream != null && !upstream.request().complete()) {
            context.client().readBody();
        }
    }

    @Override
    public void interim(ResponseHead response) {
        context.client().inform(context.interimHead(response, peer));
    }

    @Override
    public void head(ResponseHead response) {
        peer.answered();
        if (MisroutedResponse.isMisrouted(response, peer, pool)) {
            if (discardMisrouted) {
                cancel();
                listener.failed(peer, AttemptFailure.MISROUTED, "the account is on another server");
                return;
            }
            listener.misrouted();
        }
        mayBeFault = MisroutedResponse.mayBeFault(context.head().target(), response);
        begun = true;
        context.record().status(response.status());
        context.client().begin(context.finalHead(response, peer));
    }

    @Override
    public void part(ByteBuf part) {
        context.record().moved(0, part.readableBytes());
        if (mayBeFault && MisroutedResponse.isFault(part)) {
            mayBeFault = false;
            listener.misrouted();
        }
        ClientStream client = context.client();
        client.write(part);
        if (upstream != null && !client.writable()) {
            client.flush();
            if (!client.writable()) {
                upstream.pause();
            }
        }
    }

    @Override
    public void readComplete() {
        context.client().flush();
    }

    @Override
    public void completed(Fields trailers) {
        UpstreamConnection done = takeUpstream();
        over = true;
        uncount();
        // The connection is released first, so that the client's next request can take it.
        done.release();
        listener.completed(trailers);
    }

    private UpstreamConnection takeUpstream() {
        UpstreamConnection taken = Objects.requireNonNull(upstream, "no connection");
        upstream = null;
        return taken;
    }

    @Override
    public void upgraded(ResponseHead response, ByteBuf rest) {
        Channel server = takeUpstream().channel();
        over = true;
        begun = true;
        peer.answered();
        RequestRecord record = context.record();
        record.status(response.status());
        listener.upgraded();
        String accepted = response.fields().value(FieldName.UPGRADE);
        String protocol = accepted == null ? Objects.requireNonNull(upgrade, "no upgrade was requested") : accepted;
        ClientStream client = context.client();
        ByteBuf early = client.detach(context.upgradeHead(response, peer, protocol));
        context.service().tunnel().join(client, early, server, rest, (cause, fromClient, fromServer) -> {
            uncount();
            record.moved(fromClient, fromServer);
            record.ended("tunnel");
        });
    }

    @Override
    public void broken(String why) {
        boolean reused = upstream != null && upstream.used();
        upstream = null;
        uncount();
        fail(reused ? AttemptFailure.BROKEN_WHEN_REUSED : AttemptFailure.BROKEN, why);
    }

    @Override
    public void timedOut() {
        if (!over) {
            cancel();
            listener.failed(peer, AttemptFailure.TIMED_OUT, "the mailbox server made no progress in time");
        }
    }

    /** Ends the count of this request among the server's active ones; further calls do nothing. */
    private void uncount() {
        if (counted) {
            counted = false;
            peer.end();
        }
    }
}
