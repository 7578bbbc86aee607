package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.session.Step;

/** CAPABILITY (RFC 3501 section 6.1.1). */
final class CapabilityCommand implements ImapCommand {
    @Override
    public Step run(ImapDialogue dialogue, String tag, ImapScanner arguments) {
        return arguments.atEnd()
                ? new Step.Reply("* CAPABILITY " + dialogue.capabilities() + "\r\n" + tag + " OK completed\r\n")
                : dialogue.invalid(tag);
    }
}
