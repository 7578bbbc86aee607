package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.session.Step;

/** USER, RFC 1939 section 7: always accepted, so that it tells nothing about accounts. */
final class UserCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        return line.hasText() && dialogue.mayLogIn() ? dialogue.user(line.argument()) : dialogue.invalid();
    }
}
