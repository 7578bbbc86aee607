package io.zimbraproxy.stub.mail.bulk;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** Writer of a part of the pattern, with back-pressure: only a few chunks are in memory at a time. */
public final class BulkStream {

    private static final int CHUNK = 128 * 1024;

    private final WriteStream<Buffer> to;
    private final long end;
    private final Runnable then;
    private long at;

    private BulkStream(WriteStream<Buffer> to, long from, long end, Runnable then) {
        this.to = to;
        this.at = from;
        this.end = end;
        this.then = then;
    }

    /** Writes the bytes from {@code from} to {@code end} (exclusive), then runs {@code then}. */
    public static void write(WriteStream<Buffer> to, long from, long end, Runnable then) {
        to.setWriteQueueMaxSize(2 * CHUNK);
        new BulkStream(to, from, end, then).advance();
    }

    private void advance() {
        while (at < end) {
            if (to.writeQueueFull()) {
                to.drainHandler(ignored -> advance());
                return;
            }
            int count = (int) Math.min(CHUNK, end - at);
            to.write(Buffer.buffer(BulkPattern.bytes(at, count)));
            at += count;
        }
        to.drainHandler(null);
        then.run();
    }
}
