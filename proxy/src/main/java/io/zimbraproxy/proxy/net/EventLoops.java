package io.zimbraproxy.proxy.net;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Returns results of other threads to the event loop of a connection. */
public final class EventLoops {
    private static final Logger LOG = Logger.getLogger(EventLoops.class);

    private EventLoops() {}

    /**
     * Passes the result of a stage to {@code next} on the event loop; at once if the result is there and this thread is the loop.
     *
     * <p>The stage must not fail. If it does, an error is logged and {@code next} does not run, so that no failure is taken for a result.
     * The connection then ends by its time limit.
     */
    public static <T> void tell(EventLoop loop, CompletionStage<T> stage, Consumer<T> next) {
        if (stage instanceof CompletableFuture<T> future
                && future.isDone()
                && !future.isCompletedExceptionally()
                && loop.inEventLoop()) {
            next.accept(future.join());
            return;
        }
        stage.whenComplete((result, fault) -> {
            if (fault != null) {
                LOG.error(
                        "bug: an internal task failed unexpectedly; the connection stays open until its time limit",
                        fault);
            } else if (loop.inEventLoop()) {
                next.accept(result);
            } else {
                loop.execute(() -> next.accept(result));
            }
        });
    }
}
