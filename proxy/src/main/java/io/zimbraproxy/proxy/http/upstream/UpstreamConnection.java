package io.zimbraproxy.proxy.http.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.zimbraproxy.proxy.http.body.BodyWriter;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HeadWriter;
import io.zimbraproxy.proxy.http.message.Method;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.upstream.Peer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One connection to a web server.
 *
 * <pre>
 *   idle --send--> head --answered--> body --> done --release--> idle
 *                   |                                  (or close)
 *                   +--101--> given away
 * </pre>
 *
 * Who bytes come for that were not asked for is not asked again: they would be taken for the next answer.
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

    private final UpstreamConnections pool;
    private final Peer peer;
    private final Channel channel;
    private final ResponseReader reader = new ResponseReader();
    private State state = State.IDLE;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    private ResponseListener answering;
    private BodyWriter requestBody;
    private boolean sent;
    private boolean paused;
    private boolean regularEnd;
    private long moved;
    private long readNanos;
    private boolean used;

    UpstreamConnection(UpstreamConnections pool, Peer peer, Channel channel) {
        this.pool = pool;
        this.peer = peer;
        this.channel = channel;
        regularEnd = channel.pipeline().get(SslHandler.class) == null;
        moved = System.nanoTime();
    }

    public Peer peer() {
        return peer;
    }

    public Channel channel() {
        return channel;
    }

    /** True when it has answered a request before: then the server may have closed it just now. */
    public boolean used() {
        return used;
    }

    /** True when it is open and no request is under way. */
    public boolean idle() {
        return state == State.IDLE && channel.isActive();
    }

    /**
     * Sends the head of a request.
     *
     * @param mayUpgrade whether the server may go on with another protocol
     * @param framing how the body will be sent
     * @param readTime how long the server may be silent
     */
    public void send(
            ResponseListener listener,
            Method asked,
            boolean mayUpgrade,
            Framing framing,
            Duration readTime,
            Consumer<HeadWriter> head) {
        answering = listener;
        reader.expect(asked, mayUpgrade);
        readNanos = readTime.toNanos();
        state = State.HEAD;
        sent = !framing.hasBody();
        requestBody = new BodyWriter(channel, framing.kind() == Framing.Kind.STREAM ? Framing.CHUNKED : framing);
        moved = System.nanoTime();
        HeadWriter writer = new HeadWriter(channel.alloc().buffer(1024));
        head.accept(writer);
        channel.write(writer.out(), channel.voidPromise());
        if (sent) {
            requestBody.end(Fields.NONE);
        }
    }

    /** Sends a part of the request's body, which belongs to the callee; false when it is more than was announced. */
    public boolean body(ByteBuf part) {
        moved = System.nanoTime();
        return requestBody.write(part);
    }

    /** Ends the request's body; false when it is less than was announced. */
    public boolean bodyEnd(Fields trailers) {
        sent = true;
        moved = System.nanoTime();
        return requestBody.end(trailers);
    }

    /** True when all of the request was handed over. */
    public boolean sent() {
        return sent;
    }

    public void flush() {
        requestBody.flush();
        channel.flush();
    }

    public boolean writable() {
        return channel.isWritable();
    }

    /** Reads no more until {@link #resume}. */
    public void pause() {
        if (!paused) {
            paused = true;
            channel.config().setAutoRead(false);
        }
    }

    public void resume() {
        if (paused) {
            paused = false;
            moved = System.nanoTime();
            channel.config().setAutoRead(true);
        }
    }

    /** The exchange is over: kept for another one if it is good for that. */
    public void release() {
        if (state == State.DONE && sent && reader.persistent() && !input.isReadable() && channel.isActive()) {
            answering = null;
            state = State.IDLE;
            used = true;
            moved = System.nanoTime();
            resume();
            dropInput();
            pool.keep(this);
        } else {
            close();
        }
    }

    /** Nobody waits for anything here any more. */
    public void close() {
        if (state != State.GONE) {
            leave();
            channel.close();
        }
    }

    private void leave() {
        state = State.GONE;
        answering = null;
        if (requestBody != null) {
            requestBody.drop();
        }
        dropInput();
        pool.gone(this);
    }

    private void dropInput() {
        input.release();
        input = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (state != State.HEAD && state != State.BODY) {
            // Not asked for.
            bytes.release();
            close();
            return;
        }
        moved = System.nanoTime();
        input = input.isReadable() ? ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, bytes) : bytes;
        try {
            process();
        } catch (BadMessage bad) {
            fail(bad.getMessage());
        }
    }

    private void process() throws BadMessage {
        while (state == State.HEAD) {
            ResponseHead head = reader.head(input);
            if (head == null) {
                releaseEmpty();
                return;
            }
            head(head);
        }
        while (state == State.BODY) {
            ByteBuf part = reader.part(input);
            if (part == null) {
                break;
            }
            answering.part(part);
        }
        if (state == State.BODY && reader.ended()) {
            complete(reader.trailers());
        } else {
            releaseEmpty();
        }
    }

    private void releaseEmpty() {
        if (!input.isReadable()) {
            dropInput();
        }
    }

    private void head(ResponseHead head) {
        if (ResponseReader.switches(head)) {
            giveAway(head);
        } else if (head.informational()) {
            answering.informed(head);
        } else {
            state = State.BODY;
            answering.answered(head);
        }
    }

    /** From here on the channel is somebody else's, who replaces this handler. */
    private void giveAway(ResponseHead head) {
        ByteBuf rest = input;
        input = Unpooled.EMPTY_BUFFER;
        ResponseListener listener = answering;
        leave();
        listener.upgraded(head, rest);
    }

    private void complete(Fields trailers) {
        state = State.DONE;
        answering.ended(trailers);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (answering != null) {
            answering.pausing();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (answering != null && channel.isWritable()) {
            moved = System.nanoTime();
            answering.writable();
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
        if (state == State.BODY && reader.endsWithConnection() && regularEnd) {
            complete(Fields.NONE);
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
        if (state == State.GONE) {
            return;
        }
        ResponseListener listener = state == State.HEAD || state == State.BODY ? answering : null;
        close();
        if (listener != null) {
            listener.broken(why);
        }
    }

    @Override
    public long deadline() {
        if (state == State.IDLE) {
            return moved + pool.keepNanos();
        }
        if (paused || state == State.DONE) {
            return LoopClock.NEVER;
        }
        if (sent) {
            return moved + readNanos;
        }
        // The client's own time runs while it has the turn.
        return channel.isWritable() ? LoopClock.NEVER : moved + pool.sendNanos();
    }

    @Override
    public void late() {
        if (state == State.IDLE) {
            close();
        } else if (answering != null) {
            answering.late();
        }
    }
}
