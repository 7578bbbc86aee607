package io.zimbraproxy.proxy.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import io.zimbraproxy.crds.spec.Untrusted;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a client's channel on a listener with PROXY protocol. Reads the header of the load balancer, then removes itself
 * from the pipeline.
 *
 * <p>Calls either {@code accepted} or {@code refused} once, on the event loop; neither if the connection closes before. If the connection is
 * active already, that may happen while the handler is added. The handler removes itself before it calls {@code accepted}. Afterwards, it
 * passes the bytes after the header to the first handler of the pipeline.
 */
final class ProxyHeaderReader extends ByteToMessageDecoder {
    private final ProxyHeaderRules rules;
    private final Consumer<ClientPeer> accepted;
    private final Consumer<ProxyHeaderFault> refused;
    private @Nullable Future<?> timer;
    private boolean done;

    /** Creates the handler. The connection may be closed already when {@code refused} is called. */
    ProxyHeaderReader(ProxyHeaderRules rules, Consumer<ClientPeer> accepted, Consumer<ProxyHeaderFault> refused) {
        this.rules = rules;
        this.accepted = accepted;
        this.refused = refused;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            begin(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        begin(ctx);
        super.channelActive(ctx);
    }

    private void begin(ChannelHandlerContext ctx) {
        if (done || timer != null) {
            // An accepted channel is active when handlers are added, and fires channelActive afterwards.
            return;
        }
        if (isTrusted(ctx)) {
            Runnable tooLate = () -> refuse(ctx, ProxyHeaderFault.TOO_LATE);
            timer = ctx.executor().schedule(tooLate, rules.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } else if (rules.untrusted() == Untrusted.Plain) {
            accept(ctx, ClientPeer.of(ctx.channel()));
        } else {
            refuse(ctx, ProxyHeaderFault.UNTRUSTED);
        }
    }

    private boolean isTrusted(ChannelHandlerContext ctx) {
        return ctx.channel().remoteAddress() instanceof InetSocketAddress balancer
                && rules.trusted().contains(balancer.getAddress().getAddress());
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (done) {
            in.skipBytes(in.readableBytes());
            return;
        }
        ProxyHeaderFrame frame = ProxyHeaderFrame.find(in);
        switch (frame.result()) {
            case WHOLE -> read(ctx, in, frame.length());
            case PARTIAL -> {}
            case NONE -> refuse(ctx, ProxyHeaderFault.NO_HEADER);
            case BAD -> refuse(ctx, ProxyHeaderFault.BAD_HEADER);
        }
    }

    private void read(ChannelHandlerContext ctx, ByteBuf in, int length) {
        // Before parsing, because the parser may close the connection.
        end();
        Optional<ClientPeer> client = new ProxyHeaderParser().parse(ctx, in.readSlice(length));
        if (client.isEmpty()) {
            refuse(ctx, ProxyHeaderFault.BAD_HEADER);
            return;
        }
        accept(ctx, client.get());
        // Passes the rest to the first handler, because there may be handlers before this one. This handler is still
        // decoding, so Netty has not passed it on yet.
        if (in.isReadable()) {
            ctx.pipeline().fireChannelRead(in.readRetainedSlice(in.readableBytes()));
        }
    }

    private void accept(ChannelHandlerContext ctx, ClientPeer client) {
        end();
        ctx.pipeline().remove(this);
        accepted.accept(client);
    }

    private void refuse(ChannelHandlerContext ctx, ProxyHeaderFault why) {
        end();
        refused.accept(why);
        ctx.close();
    }

    private void end() {
        done = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            // The header cannot become complete any more.
            end();
            ctx.close();
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        end();
        super.channelInactive(ctx);
    }

    /** Closes the connection without a log line, because a reset before the header is no fault of the proxy. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end();
        ctx.close();
    }
}
