package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.StartTls;
import java.util.List;

/**
 * How one listener speaks IMAP.
 *
 * @param capabilities announced before the login, as configured
 * @param startTls policy in the clear; without meaning on a TLS listener
 * @param greeting the text after {@code * OK}
 * @param sendId whether the mailbox server is told the client's address with ID
 */
public record ImapSettings(
        List<String> capabilities, StartTls startTls, String greeting, boolean sendId, Limits limits) {}
