package io.zimbraproxy.bench.load;

import io.netty.channel.ChannelHandler;
import io.zimbraproxy.bench.wire.Loop;
import java.util.function.Function;

/** A load whose connections are opened in the same way. Their handlers count the work. */
final class ConnectionLoad implements Load {
    private final Loop loop;
    private final LoadCounters counters = new LoadCounters();
    private final ConnectionOpener opener;

    /** @param handler creates the handler of each connection, which counts its work and may open the next connection */
    private ConnectionLoad(Loop loop, Target target, Function<ConnectionLoad, ChannelHandler> handler) {
        this.loop = loop;
        opener = new ConnectionOpener(loop, target, counters, () -> handler.apply(this));
    }

    /** Starts a load with a fixed number of connections at a time. */
    static Load start(Loop loop, Target target, int connections, Function<ConnectionLoad, ChannelHandler> handler) {
        ConnectionLoad load = new ConnectionLoad(loop, target, handler);
        load.opener.open(connections);
        return load;
    }

    /** Starts a load with sessions that stay open; at most {@code atOnce} are being opened at a time. */
    static Load standing(
            Loop loop, Target target, int atOnce, int sessions, Function<ConnectionLoad, ChannelHandler> handler) {
        ConnectionLoad load = new ConnectionLoad(loop, target, handler);
        load.opener.openUpTo(Math.min(atOnce, sessions), sessions);
        return load;
    }

    @Override
    public LoadCounters counters() {
        return counters;
    }

    ConnectionOpener opener() {
        return opener;
    }

    /** Records that a connection has ended unexpectedly. */
    void lost(String where) {
        if (!opener.stopped()) {
            counters.fail("closed the connection " + where);
        }
    }

    @Override
    public double handshakeBytes() {
        return opener.handshakeBytes();
    }

    @Override
    public void forgetTimes() {
        loop.run(counters::forgetTimes);
    }

    @Override
    public double millisAt(double percentile) {
        double[] millis = new double[1];
        loop.run(() -> millis[0] = counters.millisAt(percentile));
        return millis[0];
    }

    @Override
    public void close() {
        opener.stop();
    }
}
