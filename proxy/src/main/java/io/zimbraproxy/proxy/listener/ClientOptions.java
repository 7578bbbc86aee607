package io.zimbraproxy.proxy.listener;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;

/** How the sockets of clients are set up. */
final class ClientOptions {
    private static final int MAX_WEB_READ = 128 * 1024;

    private ClientOptions() {}

    private static void common(Channel channel) {
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.TCP_NODELAY, true);
        config.setOption(ChannelOption.SO_KEEPALIVE, true);
        config.setAllocator(PooledByteBufAllocator.DEFAULT);
        if (channel instanceof EpollSocketChannel) {
            config.setOption(EpollChannelOption.TCP_QUICKACK, true);
        }
    }

    /** Mail clients may end their side first. */
    static void mail(Channel channel) {
        common(channel);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    static void web(Channel channel) {
        common(channel);
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(512, 2048, MAX_WEB_READ));
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(64 * 1024, 128 * 1024));
    }
}
