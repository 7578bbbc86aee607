package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import java.util.List;

/**
 * How one listener speaks IMAP.
 *
 * @param capabilities announced before the login, as configured
 * @param startTls policy in the clear; without meaning on a TLS listener
 * @param greeting the text after {@code * OK}
 * @param sendId whether the mailbox server is told the client's address with ID
 * @param upstreamStartTls whether the mailbox server is asked for STARTTLS
 * @param passErrors whether clients hear what a mailbox server says against a login
 * @param sasl the mechanisms offered
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
