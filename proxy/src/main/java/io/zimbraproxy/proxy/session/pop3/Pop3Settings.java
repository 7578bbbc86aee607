package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import java.util.List;

/**
 * The POP3 settings of one listener.
 *
 * @param capabilities the configured capabilities before the login
 * @param startTls the policy for plaintext connections; has no effect on a TLS listener
 * @param greeting the text after {@code +OK}
 * @param sendXoip whether the mailbox server gets the client's address with XOIP
 * @param upstreamStls whether the proxy sends STLS to the mailbox server
 * @param passErrors whether clients get the mailbox server's reply to a failed login
 * @param sasl the mechanisms that are offered
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
