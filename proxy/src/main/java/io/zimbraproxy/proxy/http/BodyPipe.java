package io.zimbraproxy.proxy.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/** Moves a body from one connection to another: what the one cannot take, the other does not read. */
final class BodyPipe {
    private final ReadStream<Buffer> from;
    private final WriteStream<Buffer> to;
    private final Runnable progress;

    /** {@code progress} is told of every part moved. */
    BodyPipe(ReadStream<Buffer> from, WriteStream<Buffer> to, Runnable progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /** Begins; {@code complete} runs when the whole body was handed over, {@code broken} when it never will be. */
    void start(Runnable complete, Runnable broken) {
        from.handler(part -> {
            progress.run();
            to.write(part);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(drained -> {
                    progress.run();
                    from.resume();
                });
            }
        });
        from.endHandler(ended -> complete.run());
        from.exceptionHandler(fault -> broken.run());
        from.resume();
    }
}
