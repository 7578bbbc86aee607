package io.zimbraproxy.bench.backend;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.zimbraproxy.bench.wire.Loop;
import java.util.function.Supplier;

/** All backends of the peers, on one event loop. */
public final class Backends implements AutoCloseable {
    private final Loop loop = new Loop("backends");
    private final BackendPorts ports = BackendPorts.free();

    public Backends() {
        loop.listen(ports.imap(), each(ImapBackend::new));
        loop.listen(ports.pop3(), each(Pop3Backend::new));
        loop.listen(ports.web(), each(WebBackend::new));
        loop.listen(ports.lookup(), each(() -> new LookupBackend(ports)));
    }

    private static ChannelHandler each(Supplier<ChannelHandler> handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handler.get());
            }
        };
    }

    public BackendPorts ports() {
        return ports;
    }

    @Override
    public void close() {
        loop.close();
    }
}
