package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.session.Step;

/** USER (RFC 1939 section 7). Every name is accepted, so the reply does not reveal whether the account exists. */
final class UserCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        byte[] name = line.argument();
        return name != null && name.length > 0 && dialogue.mayLogIn() ? dialogue.user(name) : dialogue.invalid();
    }
}
