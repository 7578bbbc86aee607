package io.zimbraproxy.proxy.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that the client receives the last bytes. The kernel resets a socket that is closed with unread input, and a reset
 * discards sent bytes. So the proxy first ends its output, then discards input until the client closes too, for 2 s at most.
 */
public final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final long LINGER_SECONDS = 2;

    /** Closes the channel after its pending writes. From now on, no handler but TLS reads its input. */
    public static void end(Channel channel) {
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.pipeline().addFirst(new LingeringClose());
        } else {
            channel.pipeline().addAfter(tls.name(), null, new LingeringClose());
        }
        channel.config().setAutoRead(true);
        ScheduledFuture<?> limit =
                channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> limit.cancel(false));
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) flushed -> endOutput(channel));
    }

    private static void endOutput(Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            endSocket(channel);
        } else {
            tls.closeOutbound().addListener(told -> endSocket(channel));
        }
    }

    private static void endSocket(Channel channel) {
        if (channel instanceof DuplexChannel duplex && !duplex.isInputShutdown()) {
            OutputEnd.of(duplex);
        } else {
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
