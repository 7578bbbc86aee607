package io.zimbraproxy.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which connections a filtered socket accepts. */
class SynFilterTest {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final EventLoopGroup group = new EpollEventLoopGroup(1);
    private Channel server;

    /** Starts an echo server that accepts no connection yet. */
    private InetSocketAddress listen(String address) throws Exception {
        server = new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext ctx, Object message) {
                        ctx.writeAndFlush(message);
                    }
                })
                .bind(InetAddress.getByName(address), 0)
                .sync()
                .channel();
        return (InetSocketAddress) server.localAddress();
    }

    @AfterEach
    void end() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void acceptsEstablishedConnectionsOnly(String address) throws Exception {
        InetSocketAddress there = listen(address);
        try (Socket connected = new Socket();
                Socket late = new Socket()) {
            connected.connect(there, TIMEOUT_MILLIS);
            connected.getOutputStream().write('a');

            assertThat(SynFilter.attach(server)).isTrue();

            assertThatThrownBy(() -> late.connect(there, 300)).isInstanceOf(SocketTimeoutException.class);
            server.config().setAutoRead(true);
            connected.setSoTimeout(TIMEOUT_MILLIS);
            assertThat(connected.getInputStream().read()).isEqualTo('a');

            server.close().sync();
            connected.getOutputStream().write('b');
            assertThat(connected.getInputStream().read()).isEqualTo('b');
        }
        try (Socket refused = new Socket()) {
            assertThatThrownBy(() -> refused.connect(there, TIMEOUT_MILLIS)).isInstanceOf(ConnectException.class);
        }
    }
}
