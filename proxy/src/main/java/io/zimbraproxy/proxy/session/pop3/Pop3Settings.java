package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.StartTls;
import java.util.List;

/**
 * How one listener speaks POP3.
 *
 * @param capabilities announced before the login, as configured
 * @param startTls policy in the clear; without meaning on a TLS listener
 * @param greeting the text after {@code +OK}
 * @param sendXoip whether the mailbox server is told the client's address with XOIP
 */
public record Pop3Settings(
        List<String> capabilities, StartTls startTls, String greeting, boolean sendXoip, Limits limits) {}
