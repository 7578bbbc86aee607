package io.zimbraproxy.stub;

import io.zimbraproxy.stub.config.MailboxPorts;
import io.zimbraproxy.stub.journal.Journal;
import io.zimbraproxy.stub.journal.JournalEntry;
import java.util.List;

/** A running mailbox server. */
public final class StubMailbox {

    private final String name;
    private final MailboxPorts ports;
    private final Journal journal;

    StubMailbox(String name, MailboxPorts ports, Journal journal) {
        this.name = name;
        this.ports = ports;
        this.journal = journal;
    }

    public String name() {
        return name;
    }

    /** Returns the server's ports; 0 for a service that it does not have. */
    public MailboxPorts ports() {
        return ports;
    }

    /** Returns the requests and logins at all ports of the server, oldest first. */
    public List<JournalEntry> requests() {
        return journal.of(name);
    }
}
