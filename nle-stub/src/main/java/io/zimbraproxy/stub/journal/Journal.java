package io.zimbraproxy.stub.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What clients asked, newest last, bounded; safe for use from any thread. */
public final class Journal {

    private static final int CAPACITY = 10_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Consumer<JournalEntry> listener;

    /**
     * An empty journal.
     *
     * @param listener is told of each entry, on the thread that served it
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

    public List<JournalEntry> entries(Predicate<JournalEntry> wanted) {
        synchronized (entries) {
            return entries.stream().filter(wanted).toList();
        }
    }

    /** Entries of one port ({@code mailbox-1/imap}) or of all ports of one server ({@code mailbox-1}, {@code lookup}). */
    public List<JournalEntry> of(String target) {
        return entries(entry -> entry.target().equals(target) || entry.target().startsWith(target + "/"));
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }
}
