package io.zimbraproxy.stub.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The requests and logins of clients, oldest first; the last ten thousand are kept. Thread-safe. */
public final class Journal {

    private static final int CAPACITY = 10_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Consumer<JournalEntry> listener;

    /**
     * Creates an empty journal.
     *
     * @param listener called for each entry, on the thread that served the request
     */
    public Journal(Consumer<JournalEntry> listener) {
        this.listener = listener;
    }

    public void add(JournalEntry entry) {
        synchronized (entries) {
            if (entries.size() == CAPACITY) {
                entries.removeFirst();
            }
            entries.addLast(entry);
        }
        listener.accept(entry);
    }

    public List<JournalEntry> entries(Predicate<JournalEntry> condition) {
        synchronized (entries) {
            return entries.stream().filter(condition).toList();
        }
    }

    /** Returns the entries of one port ({@code mailbox-1/imap}) or of all ports of a server ({@code mailbox-1}). */
    public List<JournalEntry> of(String target) {
        return entries(entry -> entry.target().equals(target) || entry.target().startsWith(target + "/"));
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }
}
