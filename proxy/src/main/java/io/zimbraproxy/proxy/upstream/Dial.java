package io.zimbraproxy.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * One attempt of a {@link Dialer}: stands at the end of the pipeline until the connection is handed over. Runs on its event
 * loop.
 */
public final class Dial extends ChannelInboundHandlerAdapter {
    private final Dialer dialer;
    private final InetSocketAddress server;
    private final Consumer<Channel> ready;
    private final Consumer<String> failed;
    private ByteBuf first;
    private Channel channel;
    private boolean over;

    Dial(Dialer dialer, InetSocketAddress server, ByteBuf first, Consumer<Channel> ready, Consumer<String> failed) {
        this.dialer = dialer;
        this.server = server;
        this.first = first;
        this.ready = ready;
        this.failed = failed;
    }

    /** Nobody waits any more: what is connected, or will be, is closed. Nothing once the connection is handed over. */
    public void cancel() {
        if (!over) {
            end();
            if (channel != null) {
                channel.close();
            }
        }
    }

    /** True when nobody waits for it any more. */
    boolean over() {
        return over;
    }

    private void end() {
        over = true;
        if (first != null) {
            first.release();
            first = null;
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
        if (first != null) {
            ctx.writeAndFlush(first, ctx.voidPromise());
            first = null;
        }
        if (dialer.encrypts()) {
            dialer.secure(channel, server, this::handOver, this::fail);
        } else {
            handOver();
        }
    }

    private void handOver() {
        if (!over) {
            end();
            channel.pipeline().remove(this);
            ready.accept(channel);
        }
    }

    void fail(Throwable cause) {
        if (!over) {
            cancel();
            failed.accept(Dialer.reason(cause));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause);
        ctx.close();
    }
}
