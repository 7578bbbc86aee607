package io.zimbraproxy.proxy.http.upstream;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Vertx;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.upstream.Dial;
import io.zimbraproxy.proxy.upstream.Dialer;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.UpstreamTls;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop to web servers. Those that are idle are kept for a while, the last one used first; each is
 * closed by the loop's clock, so that nobody has to close them.
 */
public final class UpstreamConnections {
    /** Shorter than any server's own, so that a request seldom meets a connection that is being closed. */
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** Large reads make large answers cheap; the size follows what comes. */
    private static final RecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator(512, 4096, 128 * 1024);

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    /** Gets a connection, or not. */
    public interface Taker {
        void connected(UpstreamConnection connection);

        /** The server cannot be reached; {@code why} is for the log. */
        void unreachable(String why);
    }

    private final LoopClock clock;
    private final Dialer clear;
    private final Dialer encrypted;
    private final long sendNanos;
    private final Map<Peer, Deque<UpstreamConnection>> idle = new HashMap<>();

    public UpstreamConnections(Vertx vertx, LoopClock clock, UpstreamTls tls, Timeouts timeouts) {
        this.clock = clock;
        sendNanos = timeouts.httpSend().toNanos();
        clear = new Dialer(vertx, tls.never(), () -> READS, timeouts.httpConnect(), timeouts.tlsHandshake());
        encrypted = new Dialer(vertx, tls.always(), () -> READS, timeouts.httpConnect(), timeouts.tlsHandshake());
    }

    /** A connection that was kept, at once, else a new one, which may be cancelled; null for none. */
    public Dial take(Peer peer, Taker taker) {
        UpstreamConnection kept = kept(peer);
        if (kept == null) {
            return connect(peer, taker);
        }
        taker.connected(kept);
        return null;
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

    /** A new connection; the taker hears nothing when it is cancelled before. */
    public Dial connect(Peer peer, Taker taker) {
        Dialer dialer = peer.rules().tls() ? encrypted : clear;
        return dialer.dial(peer.address(), channel -> connected(peer, channel, taker), taker::unreachable);
    }

    private void connected(Peer peer, Channel channel, Taker taker) {
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        UpstreamConnection connection = new UpstreamConnection(this, peer, channel);
        channel.pipeline().addLast(UpstreamConnection.HANDLER, connection);
        clock.add(connection);
        taker.connected(connection);
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
