package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.sasl.SaslConversation;
import io.zimbraproxy.proxy.session.Step;
import java.util.Optional;

/** AUTHENTICATE, RFC 3501 section 6.2.2, with the initial response of RFC 4959. */
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
        if (arguments.atEnd()) {
            return dialogue.authenticate(tag, conversation.get(), SaslConversation::begin);
        }
        if (!arguments.skip(' ')) {
            return dialogue.invalid(tag);
        }
        byte[] response = arguments.rest();
        return dialogue.authenticate(tag, conversation.get(), begun -> begun.begin(response));
    }
}
