package io.zimbraproxy.proxy.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.function.Consumer;

/** Moves a body from one connection to another: what the one cannot take, the other does not read. */
final class BodyPipe {
    private final ReadStream<Buffer> from;
    private final WriteStream<Buffer> to;
    private final Consumer<Buffer> moved;

    /** {@code moved} sees every part. */
    BodyPipe(ReadStream<Buffer> from, WriteStream<Buffer> to, Consumer<Buffer> moved) {
        this.from = from;
        this.to = to;
        this.moved = moved;
    }

    /** Begins; {@code complete} runs when the whole body was handed over, {@code broken} when it never will be. */
    void start(Runnable complete, Runnable broken) {
        from.handler(part -> {
            moved.accept(part);
            to.write(part);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(drained -> from.resume());
            }
        });
        from.endHandler(ended -> complete.run());
        from.exceptionHandler(fault -> broken.run());
        from.resume();
    }
}
