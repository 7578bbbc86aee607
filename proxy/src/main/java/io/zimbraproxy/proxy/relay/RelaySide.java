package io.zimbraproxy.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ByteProcessor;
import io.zimbraproxy.proxy.observe.CloseCause;

/**
 * One direction of a relay: what this channel receives is written to the peer. Buffers are handed over as they are, never
 * copied. When the peer's socket takes no more, this side stops reading until it does: a stalled reader costs one read.
 */
final class RelaySide extends ChannelInboundHandlerAdapter {
    /** A line that asks a client to go on is shorter; in bytes. */
    private static final int LOOK_BACK = 256;

    private final Relay relay;
    private final Channel own;
    private final Channel peer;
    private final CloseCause causeOfEnd;
    private final CloseCause causeOfError;
    /** Whether the peer stays when this channel is gone altogether: until it ends itself, as is usual after last words. */
    private final boolean survived;

    private final BulkBuffer lane;
    private int round;
    private boolean ended;
    private long bytes;
    /** What is said before the join ends with its line. */
    private byte last = '\n';

    private byte first = '\n';

    RelaySide(
            Relay relay,
            BulkBuffers lanes,
            Channel own,
            Channel peer,
            CloseCause causeOfEnd,
            CloseCause causeOfError,
            boolean survived) {
        this.survived = survived;
        lane = new BulkBuffer(lanes, own);
        this.relay = relay;
        this.own = own;
        this.peer = peer;
        this.causeOfEnd = causeOfEnd;
        this.causeOfError = causeOfError;
    }

    /** Bytes received on this side since the join. */
    long bytes() {
        return bytes;
    }

    /** The first byte of the line that was received last. */
    byte beganWith() {
        return first;
    }

    /** The last byte of what was received last. */
    byte endedWith() {
        return last;
    }

    void spoke() {
        relay.speaks(this);
    }

    /** True when this side sends no more. */
    boolean ended() {
        return ended;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf part = (ByteBuf) message;
        if (!peer.isActive()) {
            part.release();
            return;
        }
        bytes += part.readableBytes();
        round += part.readableBytes();
        if (part.isReadable()) {
            last = part.getByte(part.writerIndex() - 1);
            first = firstOfLastLine(part);
            spoke();
        }
        peer.write(message, peer.voidPromise());
        if (!peer.isWritable()) {
            peer.flush();
            if (!peer.isWritable()) {
                own.config().setAutoRead(false);
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        relay.touch();
        peer.flush();
        lane.round(round, !peer.isWritable());
        round = 0;
    }

    /** Nothing has come for a moment: others may need the lane. */
    void rest() {
        lane.round(0, !peer.isWritable());
    }

    /** The relay has ended. */
    void over() {
        lane.leave();
    }

    /** Where lines are longer than most, or the last one has not ended, whatever the part begins with. */
    private static byte firstOfLastLine(ByteBuf part) {
        int end = part.writerIndex() - 1;
        int from = Math.max(part.readerIndex(), end - LOOK_BACK);
        int before = part.forEachByteDesc(from, end - from, ByteProcessor.FIND_LF);
        return part.getByte(before < 0 ? part.readerIndex() : before + 1);
    }

    /** Our own socket takes bytes again (or no more): the peer may read (or has to wait). */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (own.isWritable()) {
            relay.touch();
            peer.config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            endOfInput();
        }
    }

    /** A server is gone, but the client may not have read yet what it said last. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (survived && peer.isActive()) {
            endOfInput();
        } else {
            ended = true;
            relay.sideClosed(causeOfEnd);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        relay.finish(causeOfError);
    }

    /** Passes the end of this direction on, once all that came before is written; the other direction stays open. */
    void endOfInput() {
        if (ended) {
            return;
        }
        ended = true;
        relay.sideEnded(causeOfEnd);
        if (peer.isActive()) {
            peer.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> shutDownOutput());
        }
    }

    private void shutDownOutput() {
        if (!peer.isActive()) {
            return;
        }
        SslHandler tls = peer.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (peer instanceof DuplexChannel duplex) {
            OutputEnd.of(duplex);
        } else {
            relay.sideClosed(causeOfEnd);
        }
    }
}
