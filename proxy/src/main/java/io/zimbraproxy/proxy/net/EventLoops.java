package io.zimbraproxy.proxy.net;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Brings answers of other threads back to the event loop of who asked. */
public final class EventLoops {
    private EventLoops() {}

    /** Tells {@code next}, on the loop; at once when the answer is there and this is the loop. The stage must not fail. */
    public static <T> void tell(EventLoop loop, CompletionStage<T> stage, Consumer<T> next) {
        if (stage instanceof CompletableFuture<T> future
                && future.isDone()
                && !future.isCompletedExceptionally()
                && loop.inEventLoop()) {
            next.accept(future.join());
            return;
        }
        stage.whenComplete((answer, none) -> {
            if (loop.inEventLoop()) {
                next.accept(answer);
            } else {
                loop.execute(() -> next.accept(answer));
            }
        });
    }
}
