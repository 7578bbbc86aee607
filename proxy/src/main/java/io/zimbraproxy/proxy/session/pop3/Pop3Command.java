package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.session.Step;

/** One command of the state before login. Stateless; found by name. */
interface Pop3Command {
    Step run(Pop3Dialogue dialogue, Pop3Line line);

    /** True when the command may stand between USER and PASS. */
    default boolean validAfterUser() {
        return false;
    }
}
