package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.session.Step;

/** STARTTLS (RFC 3501 section 6.2.1). */
final class StartTlsCommand implements ImapCommand {
    @Override
    public Step run(ImapDialogue dialogue, String tag, ImapScanner arguments) {
        return arguments.atEnd() && dialogue.mayStartTls()
                ? new Step.StartTls(tag + " OK completed\r\n")
                : dialogue.invalid(tag);
    }
}
