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
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to web servers. Idle connections are kept for a while, and the last one used is taken first.
 * The clock of the loop closes them, so this object needs no closing.
 */
public final class UpstreamConnections {
    /** Shorter than the idle time of servers, so that a request seldom uses a connection that the server is closing. */
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** Allows large reads, which make large responses cheap; the size adapts to the received bytes. */
    private static final RecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator(512, 4096, 128 * 1024);

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    /** Receives a connection, or the reason why there is none. */
    public interface Callback {
        void connected(UpstreamConnection connection);

        /** The server is unreachable; {@code why} is for the log. */
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

    /**
     * Passes an idle connection to the callback, before this method returns. If there is none, opens a new connection like {@link
     * #connect}.
     *
     * @return the attempt to connect, which can be cancelled; null if an idle connection was passed
     */
    public @Nullable Dial take(Peer peer, Callback callback) {
        UpstreamConnection kept = kept(peer);
        if (kept == null) {
            return connect(peer, callback);
        }
        callback.connected(kept);
        return null;
    }

    private @Nullable UpstreamConnection kept(Peer peer) {
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

    /** Opens a new connection. The callback is not called after the attempt was cancelled. */
    public Dial connect(Peer peer, Callback callback) {
        Dialer dialer = peer.rules().tls() ? encrypted : clear;
        return dialer.dial(peer.address(), channel -> connected(peer, channel, callback), callback::unreachable);
    }

    private void connected(Peer peer, Channel channel, Callback callback) {
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        UpstreamConnection connection = new UpstreamConnection(this, peer, channel);
        channel.pipeline().addLast(UpstreamConnection.HANDLER, connection);
        clock.add(connection);
        callback.connected(connection);
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
