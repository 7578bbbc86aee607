package io.zimbraproxy.proxy.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.util.ReferenceCounted;
import io.zimbraproxy.crds.text.RootCause;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection attempt of a {@link Dialer}. It is the last handler of the pipeline until the connection is handed
 * over. Runs on the event loop.
 */
public final class Dial extends ChannelInboundHandlerAdapter {
    private final Dialer dialer;
    private final InetSocketAddress server;
    private final Consumer<Channel> ready;
    private final Consumer<String> failed;
    private @Nullable ReferenceCounted header;
    private @Nullable Channel channel;
    private boolean over;

    Dial(
            Dialer dialer,
            InetSocketAddress server,
            @Nullable ReferenceCounted header,
            Consumer<Channel> ready,
            Consumer<String> failed) {
        this.dialer = dialer;
        this.server = server;
        this.header = header;
        this.ready = ready;
        this.failed = failed;
    }

    /**
     * Closes the connection, now or once it is made, and reports nothing. Does nothing once the connection is handed
     * over.
     */
    public void cancel() {
        if (!over) {
            end();
            if (channel != null) {
                channel.close();
            }
        }
    }

    /** Returns true once the attempt was cancelled, has failed, or has handed over its connection. */
    boolean over() {
        return over;
    }

    private void end() {
        over = true;
        if (header != null) {
            header.release();
            header = null;
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (over) {
            return;
        }
        if (header != null) {
            writeHeader(ctx, header);
            header = null;
        }
        if (dialer.encrypts()) {
            dialer.secure(ctx.channel(), server, () -> handOver(ctx), this::fail);
        } else {
            handOver(ctx);
        }
    }

    /** Only the header passes the encoder: later messages are not its business. */
    private static void writeHeader(ChannelHandlerContext ctx, ReferenceCounted header) {
        ctx.pipeline().addFirst(HAProxyMessageEncoder.INSTANCE);
        ctx.writeAndFlush(header, ctx.voidPromise());
        ctx.pipeline().remove(HAProxyMessageEncoder.INSTANCE);
    }

    private void handOver(ChannelHandlerContext ctx) {
        if (!over) {
            end();
            ctx.pipeline().remove(this);
            ready.accept(ctx.channel());
        }
    }

    void fail(Throwable cause) {
        if (!over) {
            cancel();
            failed.accept(RootCause.message(cause));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause);
        ctx.close();
    }
}
