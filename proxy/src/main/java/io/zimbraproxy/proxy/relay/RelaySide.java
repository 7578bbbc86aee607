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
 * One direction of a relay: all bytes that this channel receives are written to the peer. Buffers are passed on, not copied. If the peer is
 * not writable, this side stops reading, so a stalled receiver holds the bytes of one read.
 */
final class RelaySide extends ChannelInboundHandlerAdapter {
    /** The longest continuation request, in bytes. */
    private static final int LOOK_BACK = 256;

    private final Relay relay;
    private final Channel own;
    private final Channel peer;
    private final CloseCause causeOfEnd;
    private final CloseCause causeOfError;
    /** Whether the peer stays open after this channel has closed, until the peer closes too. */
    private final boolean peerStays;

    private final BulkBuffer bulk;
    private int roundBytes;
    private boolean ended;
    private long bytes;
    /** The last byte. All lines before the join are complete. */
    private byte last = '\n';

    private byte firstOfLine = '\n';

    RelaySide(
            Relay relay,
            BulkBuffers bulkBuffers,
            Channel own,
            Channel peer,
            CloseCause causeOfEnd,
            CloseCause causeOfError,
            boolean peerStays) {
        this.peerStays = peerStays;
        bulk = new BulkBuffer(bulkBuffers, own);
        this.relay = relay;
        this.own = own;
        this.peer = peer;
        this.causeOfEnd = causeOfEnd;
        this.causeOfError = causeOfError;
    }

    /** Returns the number of bytes received since the join. */
    long bytes() {
        return bytes;
    }

    /** Returns the first byte of the last received line. */
    byte firstOfLine() {
        return firstOfLine;
    }

    /** Returns the last received byte. */
    byte last() {
        return last;
    }

    /** Notes that this side has sent bytes last. */
    void sent() {
        relay.sentBy(this);
    }

    /** Returns whether this side has ended its output. */
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
        roundBytes += part.readableBytes();
        if (part.isReadable()) {
            last = part.getByte(part.writerIndex() - 1);
            firstOfLine = firstOfLastLine(part);
            sent();
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
        bulk.round(roundBytes, !peer.isWritable());
        roundBytes = 0;
    }

    /** Releases the large buffer of a quiet side, because other relays may need it. */
    void rest() {
        bulk.round(0, !peer.isWritable());
    }

    /** Releases the large buffer at the end of the relay. */
    void over() {
        bulk.release();
    }

    /** Returns the first byte of the last line; the first byte of the part if the line begins too far back. */
    private static byte firstOfLastLine(ByteBuf part) {
        int end = part.writerIndex() - 1;
        int from = Math.max(part.readerIndex(), end - LOOK_BACK);
        int before = part.forEachByteDesc(from, end - from, ByteProcessor.FIND_LF);
        return part.getByte(before < 0 ? part.readerIndex() : before + 1);
    }

    /** Lets the peer read again when this channel is writable. */
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

    /** Keeps the client open after the server has closed, because the client may not have read the last bytes yet. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (peerStays && peer.isActive()) {
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

    /** Ends the peer's output after all bytes before it. The other direction stays open. */
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
