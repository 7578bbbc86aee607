package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.session.Step;

/** One command that is valid before the login. Stateless; found by its name. */
interface Pop3Command {
    /** Runs the command. */
    Step run(Pop3Dialogue dialogue, Pop3Line line);

    /** Returns true if the command is valid between USER and PASS. */
    default boolean validAfterUser() {
        return false;
    }
}
