package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import java.util.List;

/**
 * The IMAP settings of one listener.
 *
 * @param capabilities the configured capabilities before the login
 * @param startTls the policy for plaintext connections; has no effect on a TLS listener
 * @param greeting the text after {@code * OK}
 * @param sendId whether the mailbox server gets the client's address with ID
 * @param upstreamStartTls whether the proxy sends STARTTLS to the mailbox server
 * @param passErrors whether clients get the mailbox server's reply to a failed login
 * @param sasl the mechanisms that are offered
 */
public record ImapSettings(
        List<String> capabilities,
        StartTls startTls,
        String greeting,
        boolean sendId,
        boolean upstreamStartTls,
        boolean passErrors,
        SaslOffer sasl,
        Limits limits) {}
