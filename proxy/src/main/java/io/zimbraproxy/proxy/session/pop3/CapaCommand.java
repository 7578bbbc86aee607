package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.session.Step;

/** CAPA (RFC 2449 section 5). */
final class CapaCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        return line.bare() ? new Step.Reply(dialogue.capabilities()) : dialogue.invalid();
    }

    @Override
    public boolean validAfterUser() {
        return true;
    }
}
