package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.session.Step;

/** PASS (RFC 1939 section 7). A password may hold blanks. */
final class PassCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        byte[] password = line.argument();
        return password != null && password.length > 0 ? dialogue.password(password) : dialogue.invalid();
    }

    @Override
    public boolean validAfterUser() {
        return true;
    }
}
