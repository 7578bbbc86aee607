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

    /** Its ports; 0 for a service it does not have. */
    public MailboxPorts ports() {
        return ports;
    }

    /** What clients asked at any of its ports, oldest first. */
    public List<JournalEntry> requests() {
        return journal.of(name);
    }

    /** What clients asked of one service, such as {@code imap}. */
    public List<JournalEntry> requests(String service) {
        return journal.of(name + "/" + service);
    }
}
