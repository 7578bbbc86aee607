package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.session.Step;

/** LOGOUT (RFC 3501 section 6.1.3). BYE comes before the tagged OK; Zimbra's nginx sends it after. */
final class LogoutCommand implements ImapCommand {
    @Override
    public Step run(ImapDialogue dialogue, String tag, ImapScanner arguments) {
        return arguments.atEnd() ? dialogue.logout(tag) : dialogue.invalid(tag);
    }
}
