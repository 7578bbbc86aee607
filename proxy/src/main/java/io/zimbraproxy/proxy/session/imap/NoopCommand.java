package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.session.Step;

/** NOOP (RFC 3501 section 6.1.2). */
final class NoopCommand implements ImapCommand {
    @Override
    public Step run(ImapDialogue dialogue, String tag, ImapScanner arguments) {
        return arguments.atEnd() ? new Step.Reply(tag + " OK completed\r\n") : dialogue.invalid(tag);
    }
}
