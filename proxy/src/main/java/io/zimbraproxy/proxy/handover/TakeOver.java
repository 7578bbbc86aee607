package io.zimbraproxy.proxy.handover;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The side of the successor in a handover. All methods block. */
public final class TakeOver implements AutoCloseable {
    private static final long SOCKETS_SECONDS = 10;

    private final Path path;
    private final SocketChannel line;

    private TakeOver(Path path, SocketChannel line) {
        this.path = path;
        this.line = line;
    }

    /** Starts a handover with the process that listens at {@code path}; empty when there is none. */
    public static Optional<TakeOver> begin(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        SocketChannel line;
        try {
            line = SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (ConnectException nobody) {
            return Optional.empty();
        }
        TakeOver takeOver = new TakeOver(path, line);
        takeOver.say(HandoverProtocol.BEGIN);
        if (!takeOver.hear().equals(HandoverProtocol.YES)) {
            line.close();
            throw new IOException(path
                    + ": the running process refuses the handover; check that it runs as the same user as this one");
        }
        return Optional.of(takeOver);
    }

    private void say(String word) throws IOException {
        line.write(ByteBuffer.wrap((word + '\n').getBytes(StandardCharsets.US_ASCII)));
    }

    private String hear() throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(64);
        while (line.read(answer) > 0) {
            String text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
            if (text.endsWith("\n")) {
                return text.strip();
            }
        }
        return "";
    }

    /** Receives the listening sockets of the other process. The caller listens on each of them or closes it. */
    public List<FileDescriptor> sockets(EventLoopGroup loops) throws IOException {
        Receiver receiver = new Receiver();
        Channel channel = new Bootstrap()
                .group(loops)
                .channel(EpollDomainSocketChannel.class)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(EpollChannelOption.DOMAIN_SOCKET_READ_MODE, DomainSocketReadMode.FILE_DESCRIPTORS)
                .handler(receiver)
                .connect(new DomainSocketAddress(path.toFile()))
                .awaitUninterruptibly()
                .channel();
        try {
            return receiver.all.get(SOCKETS_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException(path + ": the running process does not hand over its sockets", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } finally {
            channel.close();
        }
    }

    /** Tells the other process that this one accepts connections. */
    public void ready() throws IOException {
        say(HandoverProtocol.READY);
    }

    /** Ends the handover. Without {@link #ready} before, the other process stays in service. */
    @Override
    public void close() throws IOException {
        line.close();
    }

    /** Collects the descriptors until the other side has sent all of them. */
    private static final class Receiver extends ChannelInboundHandlerAdapter {
        private final List<FileDescriptor> some = new ArrayList<>();
        private final CompletableFuture<List<FileDescriptor>> all = new CompletableFuture<>();

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(Unpooled.copiedBuffer(HandoverProtocol.SOCKETS + '\n', StandardCharsets.US_ASCII));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            some.add((FileDescriptor) message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                all.complete(some);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            all.complete(some);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            all.completeExceptionally(cause);
        }
    }
}
