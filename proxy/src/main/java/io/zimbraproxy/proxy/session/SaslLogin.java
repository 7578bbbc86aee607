package io.zimbraproxy.proxy.session;

import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.SaslConversation;
import io.zimbraproxy.proxy.sasl.SaslStep;
import org.jspecify.annotations.Nullable;

/**
 * The SASL part of a dialogue, which IMAP and POP3 have in common: from AUTHENTICATE or AUTH to the credentials, and
 * the error challenge for a refused token.
 */
public final class SaslLogin {
    /** The steps that end an exchange, which differ between the protocols. */
    public interface Results {
        /** The client has sent its credentials. */
        Step complete(Credentials credentials);

        /** The client has failed to prove its identity; {@code why} is for the log. */
        Step failed(String why);

        /** The client has cancelled the exchange. */
        Step aborted();

        /** The client has sent a message that is malformed. */
        Step malformed();
    }

    private final Results results;
    private @Nullable SaslConversation conversation;
    /** The end of the session, once the client has got an error challenge. */
    private Step.@Nullable Close end;

    public SaslLogin(Results results) {
        this.results = results;
    }

    /** Begins an exchange; {@code initialResponse} is the message that came with the name of the mechanism, or null. */
    public Step begin(SaslConversation begun, byte @Nullable [] initialResponse) {
        conversation = begun;
        return step(begun.begin(initialResponse));
    }

    /** Returns true if the client's next line is a message of an exchange. */
    public boolean inExchange() {
        return conversation != null;
    }

    /** Returns true if the client's next line is not a command. */
    public boolean awaitsLine() {
        return conversation != null || end != null;
    }

    /** Handles a line of the client that is not a command. */
    public Step line(byte[] line) {
        if (end != null) {
            return end;
        }
        if (conversation == null) {
            throw new IllegalStateException("no SASL exchange");
        }
        return step(conversation.response(line));
    }

    private Step step(SaslStep step) {
        if (step instanceof SaslStep.Challenge challenge) {
            return new Step.Continue(challenge.line());
        }
        if (step instanceof SaslStep.Work work) {
            return new Step.Work(work.work(), this::step);
        }
        conversation = null;
        if (step instanceof SaslStep.Done done) {
            return results.complete(done.credentials());
        }
        if (step instanceof SaslStep.Failed failed) {
            return results.failed(failed.why());
        }
        return step instanceof SaslStep.Aborted ? results.aborted() : results.malformed();
    }

    /** Sends an error challenge, in base64; {@code afterwards} follows the client's response, whatever it says. */
    public Step errorChallenge(String challenge, Step.Close afterwards) {
        end = afterwards;
        return new Step.Continue("+ " + challenge + "\r\n");
    }

    /** Forgets the exchange. */
    public void reset() {
        conversation = null;
    }
}
