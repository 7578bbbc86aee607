package io.zimbraproxy.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.net.LoopClock;
import java.time.Duration;

/**
 * The relays of one event loop, with the clock and the buffers that they share. One timer checks the idle time of all
 * relays, so ten thousand idle sessions cost ten thousand comparisons a second and no timer each.
 */
public final class RelayLoop {
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final EventLoop eventLoop;
    private final LoopClock clock;
    private final BulkBuffers bulkBuffers = new BulkBuffers();

    public RelayLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
        clock = new LoopClock(eventLoop, BEAT);
    }

    /**
     * Joins two channels of this loop.
     *
     * @param clientHandler name of the handler that has read from the client until now; the relay replaces it
     * @param upstreamHandler the same on the upstream's channel
     * @param idleNanos the relay ends if neither side has sent a byte for this long, in nanoseconds
     */
    public Relay join(
            Channel client,
            String clientHandler,
            Channel upstream,
            String upstreamHandler,
            long idleNanos,
            RelayEnd onEnd) {
        if (client.eventLoop() != eventLoop || upstream.eventLoop() != eventLoop) {
            throw new IllegalStateException("both channels of a relay must live on its event loop");
        }
        Relay relay = new Relay(this, client, upstream, idleNanos, onEnd);
        clock.add(relay);
        relay.start(clientHandler, upstreamHandler);
        return relay;
    }

    BulkBuffers bulkBuffers() {
        return bulkBuffers;
    }

    void remove(Relay relay) {
        clock.remove(relay);
    }
}
