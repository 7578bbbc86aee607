package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.observe.LogLine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Accepts the connections of one listening socket and distributes them to the event loops in turn. */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(Acceptor.class);

    /** The pause after a failure. Without free file descriptors, the next accept would fail at once. */
    private static final long PAUSE_SECONDS = 1;

    private final PortAddress address;
    private final List<EventLoop> loops;
    /** One handler for each loop; empty until {@link #handlers(List)} is called. */
    private volatile List<ConnectionHandler> handlers = List.of();

    private int next;

    Acceptor(PortAddress address, List<EventLoop> loops) {
        this.address = address;
        this.loops = loops;
    }

    /** Replaces the handlers for new connections, one for each loop. Must be called before the socket accepts. */
    void handlers(List<ConnectionHandler> current) {
        handlers = current;
    }

    List<ConnectionHandler> handlers() {
        return handlers;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel client = (Channel) message;
        int index = next;
        next = (index + 1) % loops.size();
        ConnectionHandler handler = handlers.get(index);
        client.pipeline().addLast(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                handler.accept(channel);
            }
        });
        loops.get(index).register(client).addListener(registered -> {
            if (!registered.isSuccess()) {
                client.unsafe().closeForcibly();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.error(new LogLine("cannot accept a connection")
                .with("address", address)
                .with("why", cause.getMessage())
                .with("retryAfterSeconds", PAUSE_SECONDS));
        Channel socket = ctx.channel();
        if (socket.config().isAutoRead()) {
            socket.config().setAutoRead(false);
            ctx.executor().schedule(() -> socket.config().setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
