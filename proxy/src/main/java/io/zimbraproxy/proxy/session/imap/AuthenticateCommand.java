package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.sasl.PlainMechanism;
import io.zimbraproxy.proxy.session.Step;

/** AUTHENTICATE, RFC 3501 section 6.2.2, with the initial response of RFC 4959. */
final class AuthenticateCommand implements ImapCommand {
    @Override
    public Step run(ImapDialogue dialogue, String tag, ImapScanner arguments) {
        String mechanism = arguments.blanks() ? arguments.word() : "";
        if (mechanism.isEmpty() || !dialogue.mayLogIn()) {
            return dialogue.invalid(tag);
        }
        if (!mechanism.equals(PlainMechanism.NAME)) {
            return new Step.Reply(tag + " NO mechanism not supported\r\n");
        }
        if (arguments.atEnd()) {
            return dialogue.awaitSaslMessage(tag);
        }
        return arguments.skip(' ') ? dialogue.plain(tag, arguments.rest()) : dialogue.invalid(tag);
    }
}
