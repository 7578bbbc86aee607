package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.session.Step;

/** One command that is valid before the login. Stateless; found by its name. */
interface ImapCommand {
    /** Runs the command; {@code arguments} is positioned after the name of the command. */
    Step run(ImapDialogue dialogue, String tag, ImapScanner arguments);
}
