package io.zimbraproxy.proxy.http.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HeadWriter;
import io.zimbraproxy.proxy.http.message.RequestMethod;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.upstream.Peer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a web server.
 *
 * <pre>
 *   IDLE --send--> HEAD --final head--> BODY --last byte--> DONE --release--> IDLE or GONE
 *                   |
 *                   +--upgrade--> GONE (the channel belongs to the listener)
 * </pre>
 *
 * A connection that receives unsolicited bytes is closed, because the bytes would be taken for the next response.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter implements LoopClock.Timed {
    /** The name of this handler in its pipeline. */
    public static final String HANDLER = "http-upstream";

    private enum State {
        IDLE,
        HEAD,
        BODY,
        DONE,
        GONE
    }

    private final UpstreamConnections connections;
    private final Peer peer;
    private final Channel channel;
    private final RequestWriter request;
    private final ResponseReader response = new ResponseReader();
    private State state = State.IDLE;
    /** The listener of the current request; null while there is none. */
    private @Nullable ResponseListener listener;

    private boolean paused;
    /** True if the end of the connection may complete a response: without TLS, or after the server has sent close_notify. */
    private boolean regularEnd;

    /** The time of the last event except writes, by {@link System#nanoTime}. */
    private long lastEvent;

    private long readNanos;
    private boolean used;

    UpstreamConnection(UpstreamConnections connections, Peer peer, Channel channel) {
        this.connections = connections;
        this.peer = peer;
        this.channel = channel;
        request = new RequestWriter(channel);
        regularEnd = channel.pipeline().get(SslHandler.class) == null;
        lastEvent = System.nanoTime();
    }

    public Peer peer() {
        return peer;
    }

    public Channel channel() {
        return channel;
    }

    /** Returns true if the connection has served a request before, so that the server may be closing it right now. */
    public boolean used() {
        return used;
    }

    /** Returns true if the connection is open and has no current request. */
    public boolean idle() {
        return state == State.IDLE && channel.isActive();
    }

    /**
     * Sends the head of a request.
     *
     * @param upgrade whether the request asks for another protocol
     * @param framing the framing of the client's request
     * @param readTime the maximum time between two reads
     */
    public void send(
            ResponseListener responseListener,
            RequestMethod method,
            boolean upgrade,
            Framing framing,
            Duration readTime,
            Consumer<HeadWriter> head) {
        listener = responseListener;
        response.expect(method, upgrade);
        readNanos = readTime.toNanos();
        state = State.HEAD;
        request.begin(framing, head);
    }

    /** Returns the writer of the current request's body. */
    public RequestWriter request() {
        return request;
    }

    /** Stops reading until {@link #resume}. */
    public void pause() {
        if (!paused) {
            paused = true;
            channel.config().setAutoRead(false);
        }
    }

    public void resume() {
        if (paused) {
            paused = false;
            lastEvent = System.nanoTime();
            channel.config().setAutoRead(true);
        }
    }

    /** Ends the use of this connection for a request: keeps it for another request if possible, else closes it. */
    public void release() {
        if (state == State.DONE && request.complete() && response.reusable() && channel.isActive()) {
            listener = null;
            state = State.IDLE;
            used = true;
            lastEvent = System.nanoTime();
            resume();
            response.freeInput();
            connections.keep(this);
        } else {
            close();
        }
    }

    /** Closes the connection without another call of the listener. */
    public void close() {
        if (state != State.GONE) {
            leave();
            channel.close();
        }
    }

    private void leave() {
        state = State.GONE;
        listener = null;
        request.drop();
        response.freeInput();
        connections.gone(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        ResponseListener current = currentListener();
        if (current == null) {
            bytes.release();
            close();
            return;
        }
        lastEvent = System.nanoTime();
        response.append(ctx.alloc(), bytes);
        try {
            read(current);
        } catch (BadMessage bad) {
            fail(bad.why());
        }
    }

    /** Returns the listener that waits for a response or for the rest of it; null if there is none. */
    private @Nullable ResponseListener currentListener() {
        return state == State.HEAD || state == State.BODY ? listener : null;
    }

    private void read(ResponseListener current) throws BadMessage {
        while (state == State.HEAD) {
            ResponseHead head = response.head();
            if (head == null) {
                response.freeInputIfEmpty();
                return;
            }
            head(head, current);
        }
        while (state == State.BODY) {
            ByteBuf part = response.part();
            if (part == null) {
                break;
            }
            current.part(part);
        }
        if (state == State.BODY && response.ended()) {
            state = State.DONE;
            current.completed(response.trailers());
        } else {
            response.freeInputIfEmpty();
        }
    }

    private void head(ResponseHead head, ResponseListener current) {
        if (ResponseReader.isUpgrade(head)) {
            // The listener owns the channel from here on, and replaces this handler.
            ByteBuf rest = response.takeInput();
            leave();
            current.upgraded(head, rest);
        } else if (head.interim()) {
            current.interim(head);
        } else {
            state = State.BODY;
            current.head(head);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (listener != null) {
            listener.readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (listener != null && channel.isWritable()) {
            lastEvent = System.nanoTime();
            listener.writable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent end && end.isSuccess()) {
            regularEnd = true;
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ResponseListener current = currentListener();
        if (current != null && state == State.BODY && response.endsWithConnection() && regularEnd) {
            state = State.DONE;
            current.completed(Fields.NONE);
        } else {
            fail("closed the connection");
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    private void fail(String why) {
        ResponseListener current = currentListener();
        close();
        if (current != null) {
            current.broken(why);
        }
    }

    @Override
    public long deadline() {
        long lastActive = lastEvent + Math.max(request.lastWritten() - lastEvent, 0);
        if (state == State.IDLE) {
            return lastActive + connections.keepNanos();
        }
        if (paused || state == State.DONE) {
            return LoopClock.NEVER;
        }
        if (request.complete()) {
            return lastActive + readNanos;
        }
        // While the proxy waits for the client's body, the client's own deadline applies.
        return channel.isWritable() ? LoopClock.NEVER : lastActive + connections.sendNanos();
    }

    @Override
    public void late() {
        if (state == State.IDLE) {
            close();
        } else if (listener != null) {
            listener.timedOut();
        }
    }
}
