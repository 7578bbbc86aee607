package io.zimbraproxy.proxy.handover;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A Unix socket on which a running process waits for its successor. It accepts only processes of the same user. */
public final class ControlSocket implements AutoCloseable {
    /** Longer than every line of {@link HandoverProtocol}; in bytes. */
    private static final int MAX_LINE = 64;

    private final Path path;
    private final Channel channel;
    private final Object file;

    private ControlSocket(Path path, Channel channel, Object file) {
        this.path = path;
        this.channel = channel;
        this.file = file;
    }

    /**
     * Starts to listen at {@code path} and replaces the socket of another process there. Blocks.
     *
     * @param loops of the native transport
     * @throws IOException when the socket cannot be opened; the message says why
     */
    public static ControlSocket open(EventLoopGroup loops, Path path, Predecessor process) throws IOException {
        int user = Processes.user();
        // Netty deletes the file of a socket that it closes, even when the file belongs to another process by then. The
        // socket is therefore bound to a name of its own, which the move below removes.
        Path own = path.resolveSibling(
                path.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(own);
        Channel channel = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<EpollDomainSocketChannel>() {
                    @Override
                    protected void initChannel(EpollDomainSocketChannel client) throws IOException {
                        if (client.peerCredentials().uid() != user) {
                            client.close();
                            return;
                        }
                        client.pipeline()
                                .addLast(new LineBasedFrameDecoder(MAX_LINE))
                                .addLast(new StringDecoder())
                                .addLast(new HandoverConversation(process));
                    }
                })
                .bind(new DomainSocketAddress(own.toFile()))
                .awaitUninterruptibly()
                .channel();
        if (!channel.isOpen()) {
            throw new IOException(
                    "cannot listen at " + path + "; check that its folder exists and that this user may write to it");
        }
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        Files.move(own, path, StandardCopyOption.ATOMIC_MOVE);
        return new ControlSocket(path, channel, Files.getAttribute(path, "unix:ino"));
    }

    /** Stops listening. Deletes the file unless it belongs to another process by now. */
    @Override
    public void close() {
        channel.close();
        try {
            if (Files.exists(path) && Files.getAttribute(path, "unix:ino").equals(file)) {
                Files.delete(path);
            }
        } catch (IOException gone) {
            // Another process has deleted the file.
            return;
        }
    }
}
