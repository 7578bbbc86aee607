package io.zimbraproxy.stub.lookup;

import io.zimbraproxy.stub.config.MailboxService;
import java.util.OptionalInt;

/** The ports of the mailbox servers. */
@FunctionalInterface
public interface ServicePorts {

    /**
     * Returns the port of a service; empty if the mailbox server does not have it.
     *
     * @param mailbox name of the mailbox server
     */
    OptionalInt port(String mailbox, MailboxService service);
}
