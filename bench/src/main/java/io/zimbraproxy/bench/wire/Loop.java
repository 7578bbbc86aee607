package io.zimbraproxy.bench.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** One event-loop thread with sockets on loopback. */
public final class Loop implements AutoCloseable {
    private static final int BACKLOG = 4096;
    /** Room for more than one large write. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 << 10, 512 << 10);

    private final EventLoopGroup group;

    public Loop(String name) {
        group = new EpollEventLoopGroup(1, new DefaultThreadFactory(name, true));
    }

    /** Listens on a port; {@code handlers} sets up the pipeline of each connection. */
    public void listen(int port, ChannelHandler handlers) {
        new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(handlers)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly();
    }

    /** Returns a bootstrap for connections to a local port. */
    public Bootstrap connecting(int port) {
        return new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Runs a task on this loop and waits until it is done. */
    public void run(Runnable task) {
        group.submit(task).syncUninterruptibly();
    }

    /** Runs a task on this loop without waiting. */
    public void later(Runnable task) {
        group.execute(task);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
