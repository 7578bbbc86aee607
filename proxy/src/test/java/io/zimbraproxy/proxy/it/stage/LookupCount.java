package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.journal.JournalEntry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts lookups by handler and user. The journal of the stand-in Zimbra drops old entries under load; this count does not. */
public final class LookupCount implements Consumer<JournalEntry> {
    private record Lookup(String target, String user) {}

    private final Map<Lookup, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public void accept(JournalEntry entry) {
        Optional<String> user = entry.field("Auth-User");
        if (entry.target().startsWith("lookup/") && user.isPresent()) {
            counts.computeIfAbsent(new Lookup(entry.target(), user.get()), first -> new LongAdder())
                    .increment();
        }
    }

    /** Returns the number of lookups of a user. The target is a handler, such as {@code lookup/1}, or {@code lookup} for all. */
    public long of(String target, String user) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().user().equals(user))
                .filter(count -> count.getKey().target().startsWith(target))
                .mapToLong(count -> count.getValue().sum())
                .sum();
    }
}
