package io.zimbraproxy.proxy.http.upstream;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.http.LoopClock;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.UpstreamTls;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The connections of one event loop to web servers. Those that are idle are kept for a while, the last one used first. */
public final class UpstreamConnections {
    /** Shorter than any server's own, so that a request seldom meets a connection that is being closed. */
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** Large reads make large answers cheap; the size follows what comes. */
    private static final int MAX_READ = 128 * 1024;

    /** Gets a connection, or not. */
    public interface Taker {
        void connected(UpstreamConnection connection);

        /** The server cannot be reached; {@code why} is for the log. */
        void unreachable(String why);
    }

    private final ContextInternal context;
    private final LoopClock clock;
    private final NetClient clear;
    private final NetClient encrypted;
    private final long sendNanos;
    private final Map<Peer, Deque<UpstreamConnection>> idle = new HashMap<>();

    public UpstreamConnections(Vertx vertx, LoopClock clock, UpstreamTls tls, Timeouts timeouts) {
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.clock = clock;
        sendNanos = timeouts.httpSend().toNanos();
        clear = client(vertx, tls.never(), timeouts);
        encrypted = client(vertx, tls.always(), timeouts);
    }

    private static NetClient client(Vertx vertx, UpstreamTls tls, Timeouts timeouts) {
        NetClientOptions options = new NetClientOptions()
                .setConnectTimeout((int) timeouts.httpConnect().toMillis())
                .setTcpNoDelay(true)
                .setTcpQuickAck(true)
                .setTcpKeepAlive(true);
        tls.configure(options);
        options.setSslHandshakeTimeout(timeouts.tlsHandshake().toMillis());
        options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return vertx.createNetClient(options);
    }

    /** A connection that was kept, at once, else a new one. */
    public void take(Peer peer, Taker taker) {
        UpstreamConnection kept = kept(peer);
        if (kept == null) {
            connect(peer, taker);
        } else {
            taker.connected(kept);
        }
    }

    private UpstreamConnection kept(Peer peer) {
        Deque<UpstreamConnection> waiting = idle.get(peer);
        if (waiting == null) {
            return null;
        }
        UpstreamConnection last = waiting.pollFirst();
        while (last != null && !last.idle()) {
            last = waiting.pollFirst();
        }
        return last;
    }

    /** A new connection. */
    public void connect(Peer peer, Taker taker) {
        NetClient client = peer.rules().tls() ? encrypted : clear;
        // Whoever asks is a Netty handler; Vert.x has to be told whose event loop the new connection is for.
        context.dispatch(v -> client.connect(peer.address())
                .onSuccess(socket -> connected(peer, socket, taker))
                .onFailure(fault -> taker.unreachable(reason(fault))));
    }

    private void connected(Peer peer, NetSocket socket, Taker taker) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        if (!channel.isActive()) {
            taker.unreachable("closed the connection at once");
            return;
        }
        prepare(channel.config());
        UpstreamConnection connection = new UpstreamConnection(this, peer, channel);
        channel.pipeline().addBefore("handler", UpstreamConnection.HANDLER, connection);
        clock.add(connection);
        taker.connected(connection);
    }

    private static void prepare(ChannelConfig config) {
        config.setAllocator(PooledByteBufAllocator.DEFAULT);
        config.setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(512, 4096, MAX_READ));
        config.setWriteBufferWaterMark(new WriteBufferWaterMark(64 * 1024, 128 * 1024));
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    void keep(UpstreamConnection connection) {
        idle.computeIfAbsent(connection.peer(), first -> new ArrayDeque<>()).addFirst(connection);
    }

    void gone(UpstreamConnection connection) {
        clock.remove(connection);
        Deque<UpstreamConnection> waiting = idle.get(connection.peer());
        if (waiting != null) {
            waiting.remove(connection);
            if (waiting.isEmpty()) {
                idle.remove(connection.peer());
            }
        }
    }

    long keepNanos() {
        return KEEP_NANOS;
    }

    long sendNanos() {
        return sendNanos;
    }
}
