package io.zimbraproxy.bench.stage;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.zimbraproxy.bench.wire.Loop;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** All servers behind the peers, and how often they were asked. */
public final class Stage implements AutoCloseable {
    private final Loop loop = new Loop("stage");
    private final StagePorts ports = StagePorts.free();
    private final AtomicLong logins = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong lookups = new AtomicLong();

    public Stage() {
        loop.listen(ports.imap(), each(() -> new ImapMailbox(logins)));
        loop.listen(ports.pop3(), each(() -> new Pop3Mailbox(logins)));
        loop.listen(ports.web(), each(() -> new WebServer(requests)));
        loop.listen(ports.lookup(), each(() -> new LookupServer(ports, lookups)));
    }

    private static ChannelHandler each(Supplier<ChannelHandler> handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handler.get());
            }
        };
    }

    public StagePorts ports() {
        return ports;
    }

    /** How often anybody logged in to a mailbox. */
    public long logins() {
        return logins.get();
    }

    /** How often the web server was asked. */
    public long requests() {
        return requests.get();
    }

    /** How often anybody asked for a route. */
    public long lookups() {
        return lookups.get();
    }

    @Override
    public void close() {
        loop.close();
    }
}
