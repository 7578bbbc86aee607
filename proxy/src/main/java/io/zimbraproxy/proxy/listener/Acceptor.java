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

/** Takes the connections of one listening socket and gives them to the event loops in turn. */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(Acceptor.class);

    /** Without descriptors, accepting would fail again at once: the loop has better things to do. */
    private static final long PAUSE_SECONDS = 1;

    private final PortAddress address;
    private final List<EventLoop> loops;
    /** One for each loop. */
    private volatile List<ConnectionHandler> handlers;

    private int next;

    Acceptor(PortAddress address, List<EventLoop> loops) {
        this.address = address;
        this.loops = loops;
    }

    /** Connections that come from now on go through these. */
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
