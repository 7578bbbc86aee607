package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.session.Step;

/** NOOP. RFC 1939 allows it after the login only; Zimbra's nginx accepts it before the login, too. */
final class NoopCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        return line.bare() ? new Step.Reply("+OK\r\n") : dialogue.invalid();
    }

    @Override
    public boolean validAfterUser() {
        return true;
    }
}
