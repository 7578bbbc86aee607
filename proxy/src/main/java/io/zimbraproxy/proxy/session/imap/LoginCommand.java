package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.session.Step;

/** LOGIN (RFC 3501 section 6.2.3) with two astrings. A blank after the last one is accepted. */
final class LoginCommand implements ImapCommand {
    @Override
    public Step run(ImapDialogue dialogue, String tag, ImapScanner arguments) {
        if (!arguments.blanks()) {
            return dialogue.invalid(tag);
        }
        byte[] user = arguments.astring();
        if (user == null || user.length == 0 || !arguments.blanks()) {
            return dialogue.invalid(tag);
        }
        byte[] password = arguments.astring();
        arguments.skip(' ');
        if (password == null || !arguments.atEnd()) {
            return dialogue.invalid(tag);
        }
        if (!dialogue.mayLogIn()) {
            return new Step.Reply(tag + " NO [PRIVACYREQUIRED] cleartext logins disabled\r\n");
        }
        return dialogue.login(tag, "LOGIN", Credentials.login(user, password));
    }
}
