package io.zimbraproxy.bench.load;

import io.netty.channel.ChannelHandler;
import io.zimbraproxy.bench.wire.Loop;
import java.util.function.Function;

/** A load on connections that are opened in the same way; their handlers count what is done. */
final class DialledLoad implements Load {
    private final Loop loop;
    private final Progress progress = new Progress();
    private final Dialer dialer;

    /** {@code handler}: one for each connection, which tells what was done and dials anew if it wants to. */
    private DialledLoad(Loop loop, Target target, Function<DialledLoad, ChannelHandler> handler) {
        this.loop = loop;
        dialer = new Dialer(loop, target, progress, () -> handler.apply(this));
    }

    static Load start(Loop loop, Target target, int connections, Function<DialledLoad, ChannelHandler> handler) {
        DialledLoad load = new DialledLoad(loop, target, handler);
        load.dialer.dial(connections);
        return load;
    }

    /** The same, with more connections one by one until there are {@code most}: for those that stay open. */
    static Load standing(
            Loop loop, Target target, int atOnce, int most, Function<DialledLoad, ChannelHandler> handler) {
        DialledLoad load = new DialledLoad(loop, target, handler);
        load.dialer.dialUpTo(Math.min(atOnce, most), most);
        return load;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    Dialer dialer() {
        return dialer;
    }

    /** A connection has ended that should not have. */
    void lost(String where) {
        if (!dialer.stopped()) {
            progress.fail("the connection was ended " + where);
        }
    }

    @Override
    public double handshakeBytes() {
        return dialer.handshakeBytes();
    }

    @Override
    public void forgetTimes() {
        loop.run(progress::forgetTimes);
    }

    @Override
    public double millisAt(double percentile) {
        double[] millis = new double[1];
        loop.run(() -> millis[0] = progress.millisAt(percentile));
        return millis[0];
    }

    @Override
    public void close() {
        dialer.stop();
    }
}
