package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.session.Step;

/** STLS (RFC 2595 section 4). */
final class StlsCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        return line.bare() && dialogue.mayStartTls() ? new Step.StartTls("+OK\r\n") : dialogue.invalid();
    }
}
