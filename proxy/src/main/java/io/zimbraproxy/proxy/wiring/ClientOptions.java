package io.zimbraproxy.proxy.wiring;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.zimbraproxy.proxy.relay.RelayReads;

/** Sets the socket options of client connections. */
final class ClientOptions {
    private static final RecvByteBufAllocator WEB_READS = new AdaptiveRecvByteBufAllocator(512, 2048, 128 * 1024);
    private static final WriteBufferWaterMark WEB_WATER_MARK = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    private ClientOptions() {}

    private static void common(Channel channel) {
        ChannelConfig config = channel.config();
        // Netty sets TCP_NODELAY by default; setting it again would cost a system call.
        config.setOption(ChannelOption.SO_KEEPALIVE, true);
        config.setAllocator(PooledByteBufAllocator.DEFAULT);
    }

    /** Sets the options for a mail client, which may end its side first. */
    static void mail(Channel channel) {
        common(channel);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setRecvByteBufAllocator(new RelayReads());
    }

    /** Sets the options for a web client. */
    static void web(Channel channel) {
        common(channel);
        channel.config().setRecvByteBufAllocator(WEB_READS);
        channel.config().setWriteBufferWaterMark(WEB_WATER_MARK);
    }
}
