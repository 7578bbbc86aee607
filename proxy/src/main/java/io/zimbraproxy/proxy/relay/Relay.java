package io.zimbraproxy.proxy.relay;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.ScheduledFuture;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.observe.CloseCause;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Two joined channels. Each side writes all bytes that it reads to the other, with back-pressure. An end of stream on one side is passed
 * on; the other direction continues.
 *
 * <p>Both channels must belong to the event loop of the {@link RelayLoop}. All methods must be called on it.
 */
public final class Relay implements LoopClock.Timed {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    /** Idle time limit after one side has ended its output. */
    private static final long HALF_CLOSED_NANOS = 60_000_000_000L;

    /** Time limit for pending writes after the end of a relay. */
    private static final long FLUSH_SECONDS = 60;

    /** Time without bytes after which a relay is quiet. */
    private static final long QUIET_NANOS = 1_000_000_000L;

    /** The same after a continuation request: the client may still prepare its data, or is in IMAP IDLE. */
    private static final long CONTINUATION_NANOS = 20_000_000_000L;

    private final RelayLoop loop;
    private final Channel client;
    private final Channel upstream;
    private final long idleNanos;
    private final RelayEnd onEnd;
    private final RelaySide clientSide;
    private final RelaySide upstreamSide;
    private long lastActivity;
    private @Nullable RelaySide lastSender;
    private @Nullable CloseCause causeOfFirstEnd;
    private boolean finished;

    Relay(RelayLoop loop, Channel client, Channel upstream, long idleNanos, RelayEnd onEnd) {
        this.loop = loop;
        this.client = client;
        this.upstream = upstream;
        this.idleNanos = idleNanos;
        this.onEnd = onEnd;
        clientSide = new RelaySide(
                this, loop.bulkBuffers(), client, upstream, CloseCause.CLIENT_CLOSED, CloseCause.CLIENT_ERROR, false);
        upstreamSide = new RelaySide(
                this,
                loop.bulkBuffers(),
                upstream,
                client,
                CloseCause.UPSTREAM_CLOSED,
                CloseCause.UPSTREAM_ERROR,
                true);
        lastActivity = System.nanoTime();
    }

    /**
     * Replaces the named handlers, which have read from the channels until now. They must have written all received bytes to the other side
     * before.
     */
    void start(String clientHandler, String upstreamHandler) {
        prepare(client.config());
        prepare(upstream.config());
        client.pipeline().replace(clientHandler, "relay", clientSide);
        upstream.pipeline().replace(upstreamHandler, "relay", upstreamSide);
        client.config().setAutoRead(upstream.isWritable());
        upstream.config().setAutoRead(client.isWritable());
        if (!client.isActive()) {
            sideClosed(CloseCause.CLIENT_CLOSED);
        } else if (!upstream.isActive()) {
            sideClosed(CloseCause.UPSTREAM_CLOSED);
        }
    }

    private static void prepare(ChannelConfig config) {
        config.setAllocator(PooledByteBufAllocator.DEFAULT);
        config.setWriteBufferWaterMark(WATER_MARK);
    }

    /** Notes that the client has sent a command before the join, and the upstream has not replied yet. */
    public void clientSent() {
        clientSide.sent();
    }

    /**
     * Returns whether neither side seems to wait for the other. The upstream has sent last, its last line is complete, and no byte has
     * followed for a second. If the line is a continuation request ({@code +}), that is 20 s. For protocols with lines.
     */
    public boolean quiet() {
        long silence = System.nanoTime() - lastActivity;
        boolean continuation = upstreamSide.firstOfLine() == '+';
        return lastSender != clientSide && atLineEnd() && silence > (continuation ? CONTINUATION_NANOS : QUIET_NANOS);
    }

    /** Returns whether the last byte of the upstream is the end of a line, or the upstream has sent none. */
    public boolean atLineEnd() {
        return upstreamSide.last() == '\n';
    }

    void sentBy(RelaySide side) {
        lastSender = side;
    }

    void touch() {
        lastActivity = System.nanoTime();
    }

    /** Notes that the client has ended its output before the join. */
    public void clientEnded() {
        clientSide.endOfInput();
    }

    /** Handles the end of one side's output. The relay ends when both sides have ended. */
    void sideEnded(CloseCause cause) {
        if (causeOfFirstEnd == null) {
            causeOfFirstEnd = cause;
        }
        if (clientSide.ended() && upstreamSide.ended()) {
            finish(causeOfFirstEnd);
        }
    }

    /** Handles a closed channel. */
    void sideClosed(CloseCause cause) {
        finish(causeOfFirstEnd == null ? cause : causeOfFirstEnd);
    }

    /** Returns when the relay becomes quiet. From then on, the clock calls {@link #late} at each beat. */
    @Override
    public long deadline() {
        return lastActivity + Math.min(QUIET_NANOS, idleNanos);
    }

    /** Releases the large buffers of a quiet relay, and ends an idle relay. */
    @Override
    public void late() {
        clientSide.rest();
        upstreamSide.rest();
        long limit = clientSide.ended() || upstreamSide.ended() ? Math.min(idleNanos, HALF_CLOSED_NANOS) : idleNanos;
        if (System.nanoTime() - lastActivity > limit) {
            finish(CloseCause.IDLE_TIMEOUT);
        }
    }

    /** Ends the relay and closes both channels after their pending writes. Later calls do nothing. */
    public void finish(CloseCause cause) {
        if (finished) {
            return;
        }
        finished = true;
        loop.remove(this);
        clientSide.over();
        upstreamSide.over();
        onEnd.ended(cause, clientSide.bytes(), upstreamSide.bytes());
        closeAfterFlush(client);
        closeAfterFlush(upstream);
    }

    private static void closeAfterFlush(Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        ChannelFuture flushed = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (flushed.isDone()) {
            channel.close();
        } else {
            channel.config().setAutoRead(false);
            flushed.addListener(ChannelFutureListener.CLOSE);
            // A receiver that has stopped reading would keep the channel open for ever.
            ScheduledFuture<?> limit =
                    channel.eventLoop().schedule(() -> channel.close(), FLUSH_SECONDS, TimeUnit.SECONDS);
            channel.closeFuture().addListener(closed -> limit.cancel(false));
        }
    }
}
