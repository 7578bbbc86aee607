package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.session.Step;

/** One command of the state before login. Stateless; found by name. */
interface ImapCommand {
    /** Runs it; {@code arguments} stands right behind the command's name. */
    Step run(ImapDialogue dialogue, String tag, ImapScanner arguments);
}
