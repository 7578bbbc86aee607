package io.zimbraproxy.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The relays of one event loop, and their clock: one timer looks after the idle time of all of them, so that ten thousand
 * idle sessions cost ten thousand comparisons a second and no timer each.
 */
public final class RelayLoop {
    private static final long SWEEP_MILLIS = 1000;

    private final EventLoop eventLoop;
    private final Set<Relay> relays = new LinkedHashSet<>();
    private final BulkBuffers lanes = new BulkBuffers();
    private ScheduledFuture<?> sweep;

    public RelayLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    /**
     * Joins two channels of this loop.
     *
     * @param clientHandler name of the handler that read from the client until now; it is taken out
     * @param upstreamHandler the same on the upstream's channel
     * @param idleNanos the relay ends when nothing was received on either side for this long, in nanoseconds
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
        relays.add(relay);
        if (sweep == null) {
            sweep = eventLoop.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
        relay.start(clientHandler, upstreamHandler);
        return relay;
    }

    BulkBuffers lanes() {
        return lanes;
    }

    long now() {
        return System.nanoTime();
    }

    void remove(Relay relay) {
        relays.remove(relay);
    }

    private void sweep() {
        if (relays.isEmpty()) {
            sweep.cancel(false);
            sweep = null;
            return;
        }
        long now = now();
        // A relay that ends takes itself out of the set.
        for (Relay relay : new ArrayList<>(relays)) {
            relay.checkIdle(now);
        }
    }
}
