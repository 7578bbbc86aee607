package io.zimbraproxy.proxy.handover;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.zimbraproxy.proxy.observe.LogLine;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** The side of the running process in a handover ({@link HandoverProtocol}). */
final class HandoverConversation extends SimpleChannelInboundHandler<String> {
    private static final Logger LOG = Logger.getLogger(HandoverConversation.class);

    private final Predecessor process;
    private boolean begun;
    private boolean done;

    HandoverConversation(Predecessor process) {
        this.process = process;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, String word) {
        Channel channel = ctx.channel();
        switch (word) {
            case HandoverProtocol.BEGIN -> {
                begun = true;
                LOG.info("another process starts to take over");
                process.releaseManagement();
                channel.writeAndFlush(Unpooled.copiedBuffer(HandoverProtocol.YES + '\n', StandardCharsets.US_ASCII));
            }
            case HandoverProtocol.SOCKETS -> {
                process.sockets().forEach(channel::write);
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(written -> ((DuplexChannel) channel).shutdownOutput());
            }
            case HandoverProtocol.READY -> {
                done = true;
                LOG.info("the other process is ready; this one drains");
                process.leave();
            }
            default -> {
                LOG.warn(new LogLine("unknown word at the control socket; connection closed").with("word", word));
                channel.close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (begun && !done) {
            LOG.warn("the other process ended before it was ready; this one stays in service");
            process.stay();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.warn(new LogLine("control socket failed").with("why", cause.getMessage()));
        ctx.close();
    }
}
