package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.sasl.SaslConversation;
import io.zimbraproxy.proxy.session.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** AUTHENTICATE (RFC 3501 section 6.2.2), with an optional initial response (RFC 4959). */
final class AuthenticateCommand implements ImapCommand {
    @Override
    public Step run(ImapDialogue dialogue, String tag, ImapScanner arguments) {
        String mechanism = arguments.blanks() ? arguments.word() : "";
        if (mechanism.isEmpty() || !dialogue.mayLogIn()) {
            return dialogue.invalid(tag);
        }
        Optional<SaslConversation> conversation = dialogue.offer().start(mechanism);
        if (conversation.isEmpty()) {
            return new Step.Reply(tag + " NO mechanism not supported\r\n");
        }
        byte @Nullable [] response = null;
        if (!arguments.atEnd()) {
            if (!arguments.skip(' ')) {
                return dialogue.invalid(tag);
            }
            response = arguments.rest();
        }
        return dialogue.authenticate(tag, conversation.get(), response);
    }
}
