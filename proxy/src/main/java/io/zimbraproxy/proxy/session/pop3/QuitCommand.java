package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.session.Step;

/** QUIT (RFC 1939 section 4). */
final class QuitCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        return line.bare() ? new Step.Close("+OK\r\n", CloseCause.CLIENT_CLOSED) : dialogue.invalid();
    }

    @Override
    public boolean validAfterUser() {
        return true;
    }
}
