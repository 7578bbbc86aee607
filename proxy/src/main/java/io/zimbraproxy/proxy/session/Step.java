package io.zimbraproxy.proxy.session;

import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.SaslStep;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a dialogue wants done next. Texts are complete lines. */
public sealed interface Step {
    /** Nothing can be done before more bytes come. */
    Step NEED_MORE = new NeedMore();

    /** See {@link #NEED_MORE}. */
    record NeedMore() implements Step {}

    /** Something to send, after which the dialogue goes on. */
    sealed interface Words extends Step {
        String text();
    }

    /** Send this answer to a complete command and go on. */
    record Reply(String text) implements Words {}

    /** Send this request for the rest of a command (a literal, a SASL message) and go on. */
    record Continue(String text) implements Words {}

    /** Send this and end the session. */
    record Close(String text, CloseCause cause) implements Step {}

    /** Send this in the clear, then start TLS. */
    record StartTls(String text) implements Step {}

    /** Route these credentials. */
    record Login(Credentials credentials) implements Step {}

    /** The client has not proved who it is; {@code why} is for the log. */
    record Refused(String why) implements Step {}

    /** Do the work on another thread, and go on with what {@code next} makes of its result. */
    record Work(Supplier<SaslStep> work, Function<SaslStep, Step> next) implements Step {
        /** Begins the work there; the stage never fails. */
        CompletionStage<SaslStep> on(Executor workers) {
            return CompletableFuture.supplyAsync(work, workers)
                    .exceptionally(fault -> new SaslStep.Failed("SASL failed: " + fault));
        }
    }
}
