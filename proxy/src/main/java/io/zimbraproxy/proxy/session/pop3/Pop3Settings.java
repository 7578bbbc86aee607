package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import java.util.List;

/**
 * How one listener speaks POP3.
 *
 * @param capabilities announced before the login, as configured
 * @param startTls policy in the clear; without meaning on a TLS listener
 * @param greeting the text after {@code +OK}
 * @param sendXoip whether the mailbox server is told the client's address with XOIP
 * @param upstreamStls whether the mailbox server is asked for STLS
 * @param passErrors whether clients hear what a mailbox server says against a login
 * @param sasl the mechanisms offered
 */
public record Pop3Settings(
        List<String> capabilities,
        StartTls startTls,
        String greeting,
        boolean sendXoip,
        boolean upstreamStls,
        boolean passErrors,
        SaslOffer sasl,
        Limits limits) {}
