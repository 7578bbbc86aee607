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

/**
 * The first handler of a client's channel on a listener with PROXY protocol: takes the header of the load balancer off the connection,
 * and itself out of the pipeline.
 *
 * <p>Either {@code accepted} or {@code refused} is called once, on the event loop, or neither when the connection ends before. A
 * connection that is open already may be accepted or refused while this handler is added. When {@code accepted} is called this handler
 * is gone; what came behind the header goes to the pipeline's first handler when it returns.
 */
final class ProxyHeaderReader extends ByteToMessageDecoder {
    private final ProxyHeaderRules rules;
    private final Consumer<ClientPeer> accepted;
    private final Consumer<ProxyHeaderFault> refused;
    private Future<?> timer;
    private boolean done;

    /** {@code refused} is told why; a header that is not valid has closed the connection by then. */
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
            // A channel that was accepted is active when handlers are added, and is told that it is afterwards.
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
        switch (frame.outcome()) {
            case WHOLE -> read(ctx, in, frame.length());
            case PARTIAL -> {}
            case NONE -> refuse(ctx, ProxyHeaderFault.NO_HEADER);
            case BAD -> refuse(ctx, ProxyHeaderFault.BAD_HEADER);
        }
    }

    private void read(ChannelHandlerContext ctx, ByteBuf in, int length) {
        // First: the parser may close the connection, which is not the peer's doing.
        end();
        Optional<ClientPeer> client = new ProxyHeaderParser().parse(ctx, in.readSlice(length));
        if (client.isEmpty()) {
            refuse(ctx, ProxyHeaderFault.BAD_HEADER);
            return;
        }
        accept(ctx, client.get());
        // From the front: there may be handlers before the place where this one was. It is still decoding, so nobody
        // has taken these yet.
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
            // Half a header stays half.
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

    /** A balancer that resets its connection is of no interest to anybody. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end();
        ctx.close();
    }
}
