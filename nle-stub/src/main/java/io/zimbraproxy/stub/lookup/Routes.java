package io.zimbraproxy.stub.lookup;

import java.util.OptionalInt;

/** Where the mailbox servers listen. */
@FunctionalInterface
public interface Routes {

    /**
     * The port of a mailbox server.
     *
     * @param mailbox the server's name
     * @param service {@code imap}, {@code imaps}, {@code pop3}, {@code pop3s}, {@code http} or {@code https}
     */
    OptionalInt port(String mailbox, String service);
}
