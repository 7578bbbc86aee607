package io.zimbraproxy.proxy.session;

import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.SaslStep;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** The next action of the session for its dialogue. Texts are complete lines. */
public sealed interface Step {
    /** More bytes of the client are needed. */
    Step NEED_MORE = new NeedMore();

    /** See {@link #NEED_MORE}. */
    record NeedMore() implements Step {}

    /** Send a text, then continue the dialogue. */
    sealed interface Send extends Step {
        String text();
    }

    /** Send this reply to a complete command. */
    record Reply(String text) implements Send {}

    /** Send this request for the rest of a command (a literal or a SASL message). */
    record Continue(String text) implements Send {}

    /** Send this text and end the session. */
    record Close(String text, CloseCause cause) implements Step {}

    /** Send this text in plaintext, then start TLS. */
    record StartTls(String text) implements Step {}

    /** Log in with these credentials. */
    record Login(Credentials credentials) implements Step {}

    /** Refuse the login: the client has failed to prove its identity. {@code why} is for the log. */
    record Refused(String why) implements Step {}

    /** Run the work on another thread, and continue with the step that {@code next} makes of its result. */
    record Work(Supplier<SaslStep> work, Function<SaslStep, Step> next) implements Step {
        /** Starts the work; the stage never fails. */
        CompletionStage<SaslStep> on(Executor workers) {
            return CompletableFuture.supplyAsync(work, workers)
                    .exceptionally(fault -> new SaslStep.Failed("SASL failed: " + fault));
        }
    }
}
