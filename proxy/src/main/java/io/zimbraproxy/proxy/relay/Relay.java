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

/**
 * Two joined channels. From the join on no byte is looked at: each side writes what it reads to the other, with
 * back-pressure, and an end of stream on one side is passed on while the other direction goes on.
 *
 * <p>Both channels must live on the event loop of the {@link RelayLoop}; everything here runs on it.
 */
public final class Relay implements LoopClock.Timed {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    /** A direction that was ended by one peer and gets nothing more from the other is given up after this time. */
    private static final long HALF_CLOSED_NANOS = 60_000_000_000L;

    /** What is on its way to a peer when a relay ends has this long to get there. */
    private static final long FLUSH_SECONDS = 60;

    /** Silence after which nobody waits for anything. */
    private static final long QUIET_NANOS = 1_000_000_000L;

    /** The same after a line that asks the client to go on: it may have to fetch what it sends, or it is idle. */
    private static final long ASKED_NANOS = 20_000_000_000L;

    private final RelayLoop loop;
    private final Channel client;
    private final Channel upstream;
    private final long idleNanos;
    private final RelayEnd onEnd;
    private final RelaySide clientSide;
    private final RelaySide upstreamSide;
    private long lastActivity;
    private RelaySide lastSpeaker;
    private CloseCause causeOfFirstEnd;
    private boolean finished;

    Relay(RelayLoop loop, Channel client, Channel upstream, long idleNanos, RelayEnd onEnd) {
        this.loop = loop;
        this.client = client;
        this.upstream = upstream;
        this.idleNanos = idleNanos;
        this.onEnd = onEnd;
        clientSide = new RelaySide(
                this, loop.lanes(), client, upstream, CloseCause.CLIENT_CLOSED, CloseCause.CLIENT_ERROR, false);
        upstreamSide = new RelaySide(
                this, loop.lanes(), upstream, client, CloseCause.UPSTREAM_CLOSED, CloseCause.UPSTREAM_ERROR, true);
        lastActivity = System.nanoTime();
    }

    /**
     * Takes the place of the handlers named, which must be the ones that read until now and hold nothing back: whatever
     * they had received has to be written to the other side before.
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

    /** The client has sent something before the join that the other side has not answered yet. */
    public void clientSpoke() {
        clientSide.spoke();
    }

    /**
     * True when nobody seems to wait for anything: the upstream has said something complete, lately nobody has said more, and
     * what it said is not what asks a client to go on. For protocols of lines.
     */
    public boolean quiet() {
        long silence = System.nanoTime() - lastActivity;
        boolean asks = upstreamSide.beganWith() == '+';
        return lastSpeaker != clientSide && atLineEnd() && silence > (asks ? ASKED_NANOS : QUIET_NANOS);
    }

    /** True when the last byte of the upstream, if any, was the end of a line. */
    public boolean atLineEnd() {
        return upstreamSide.endedWith() == '\n';
    }

    void speaks(RelaySide side) {
        lastSpeaker = side;
    }

    void touch() {
        lastActivity = System.nanoTime();
    }

    /** The client sent its end of stream before the join. */
    public void clientEnded() {
        clientSide.endOfInput();
    }

    /** One side sends no more; the relay is over when the other has nothing more to say either. */
    void sideEnded(CloseCause cause) {
        if (causeOfFirstEnd == null) {
            causeOfFirstEnd = cause;
        }
        if (clientSide.ended() && upstreamSide.ended()) {
            finish(causeOfFirstEnd);
        }
    }

    /** A channel is gone altogether. */
    void sideClosed(CloseCause cause) {
        finish(causeOfFirstEnd == null ? cause : causeOfFirstEnd);
    }

    /** When the relay is quiet: the clock checks a quiet relay at each beat. */
    @Override
    public long deadline() {
        return lastActivity + Math.min(QUIET_NANOS, idleNanos);
    }

    /** Gives back the buffers of a quiet relay, and ends a relay that is idle. */
    @Override
    public void late() {
        clientSide.rest();
        upstreamSide.rest();
        long limit = clientSide.ended() || upstreamSide.ended() ? Math.min(idleNanos, HALF_CLOSED_NANOS) : idleNanos;
        if (System.nanoTime() - lastActivity > limit) {
            finish(CloseCause.IDLE_TIMEOUT);
        }
    }

    /** Ends both sides, after what is already on its way to each of them; only the first cause counts. */
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
            // A peer that takes nothing any more would keep the channel for ever.
            ScheduledFuture<?> limit =
                    channel.eventLoop().schedule(() -> channel.close(), FLUSH_SECONDS, TimeUnit.SECONDS);
            channel.closeFuture().addListener(closed -> limit.cancel(false));
        }
    }
}
