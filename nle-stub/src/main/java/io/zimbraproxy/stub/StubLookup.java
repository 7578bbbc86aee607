package io.zimbraproxy.stub;

import io.zimbraproxy.stub.journal.Journal;
import io.zimbraproxy.stub.journal.JournalEntry;
import java.net.URI;
import java.util.List;

/** The running lookup handlers; targets are {@code lookup/1}, {@code lookup/2}, ... */
public final class StubLookup {

    /** How the targets of the handlers begin. */
    static final String NAME = "lookup";

    private final List<URI> urls;
    private final Journal journal;

    StubLookup(List<URI> urls, Journal journal) {
        this.urls = List.copyOf(urls);
        this.journal = journal;
    }

    /** {@code http://127.0.0.1:7072}, one for each handler, without the path. */
    public List<URI> urls() {
        return urls;
    }

    public List<Integer> ports() {
        return urls.stream().map(URI::getPort).toList();
    }

    /** The lookups of all handlers, oldest first, with all their headers. */
    public List<JournalEntry> requests() {
        return journal.of(NAME);
    }

    /** The lookups of one handler; the first is 1. */
    public List<JournalEntry> requests(int handler) {
        return journal.of(NAME + "/" + handler);
    }
}
