package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.session.Step;

/** PASS, RFC 1939 section 7: a password may hold blanks. */
final class PassCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        return line.hasText() ? dialogue.password(line.argument()) : dialogue.invalid();
    }

    @Override
    public boolean validAfterUser() {
        return true;
    }
}
