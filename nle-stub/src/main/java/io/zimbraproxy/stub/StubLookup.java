package io.zimbraproxy.stub;

import io.zimbraproxy.stub.journal.Journal;
import io.zimbraproxy.stub.journal.JournalEntry;
import java.net.URI;
import java.util.List;

/** The running lookup handlers. Their fault targets are {@code lookup/1}, {@code lookup/2} and so on. */
public final class StubLookup {

    /** Prefix of the handlers' targets. */
    static final String NAME = "lookup";

    private final List<URI> urls;
    private final Journal journal;

    StubLookup(List<URI> urls, Journal journal) {
        this.urls = List.copyOf(urls);
        this.journal = journal;
    }

    /** Returns one URL for each handler, without a path: {@code http://127.0.0.1:7072}. */
    public List<URI> urls() {
        return urls;
    }

    /** Returns the lookup requests to all handlers, oldest first, with all their headers. */
    public List<JournalEntry> requests() {
        return journal.of(NAME);
    }
}
