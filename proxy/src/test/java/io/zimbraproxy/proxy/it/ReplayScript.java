package io.zimbraproxy.proxy.it;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A recorded case with the addresses of its replay: what each peer says, and what it was asked. */
final class ReplayScript {
    private final RecordedCase recorded;
    private final List<JsonObject> steps;
    private final PeerTrace expected = new PeerTrace();
    private final PeerTrace seen = new PeerTrace();
    private final Map<String, String> keys = new LinkedHashMap<>();
    /** By command; an empty reply stands for none. */
    private final Map<String, Deque<Optional<String>>> cacheReplies = new HashMap<>();

    private final Map<String, Deque<String>> lookupReplies = new HashMap<>();
    private final PurgeNotes notes = new PurgeNotes();
    private final MailboxScript mailbox;

    ReplayScript(RecordedCase recorded, Placeholders placeholders) throws IOException {
        this.recorded = recorded;
        steps = recorded.steps().stream()
                .map(step -> filled(step, placeholders))
                .toList();
        cache();
        lookup();
        mailbox = new MailboxScript(recorded.name(), steps);
    }

    /** Nothing: every peer does what it does unasked. */
    static ReplayScript empty() throws IOException {
        return new ReplayScript(new RecordedCase("", "", Map.of(), List.of()), new Placeholders(Map.of(), 0));
    }

    /** The peer's name, in {@code server}, stays a placeholder. */
    private static JsonObject filled(JsonObject step, Placeholders placeholders) {
        JsonObject filled = step.copy();
        for (String field : step.fieldNames()) {
            if (!field.equals("server") && step.getValue(field) instanceof String text) {
                filled.put(field, placeholders.fill(text));
            }
        }
        return filled;
    }

    private void cache() throws IOException {
        List<String> commands = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        for (JsonObject step : steps) {
            if (step.containsKey("to_cache")) {
                String logicalKey = step.getString("logical_key");
                keys.put(Placeholders.sha256(logicalKey), logicalKey);
                for (String text : MemcachedText.commands(step.getString("to_cache"))) {
                    // Some cases were recorded with the time in a form that the original takes for 0: for ever.
                    String command = text.replaceFirst("^(add \\S+ 0) 0 ", "$1 3600 ");
                    expected.add(step.getString("server", "{cache}"), command);
                    commands.add(command);
                }
            } else if (step.containsKey("from_cache")) {
                replies.addAll(MemcachedText.replies(step.getString("from_cache")));
            }
        }
        for (int i = 0; i < commands.size(); i++) {
            cacheReplies
                    .computeIfAbsent(commands.get(i), none -> new ArrayDeque<>())
                    .add(i < replies.size() ? Optional.of(replies.get(i)) : Optional.empty());
        }
    }

    private void lookup() {
        Deque<String> current = new ArrayDeque<>();
        for (JsonObject step : steps) {
            notes.accountsIn(step.getString("to_lookup", "") + step.getString("from_lookup", ""));
            if (step.containsKey("to_lookup")) {
                String server = step.getString("server", "{lookup}");
                expected.add(server, LookupText.comparable(step.getString("to_lookup")));
                current = lookupReplies.computeIfAbsent(server, none -> new ArrayDeque<>());
                current.add("");
            } else if (step.containsKey("from_lookup")) {
                current.add(current.removeLast() + step.getString("from_lookup"));
            }
        }
    }

    RecordedCase recorded() {
        return recorded;
    }

    List<JsonObject> steps() {
        return steps;
    }

    MailboxScript mailbox() {
        return mailbox;
    }

    /** Notes a cache command; gives what the cache answers, if it does. */
    synchronized Optional<String> askCache(String server, String command) {
        Optional<String> note = notes.reply(command);
        if (note.isPresent()) {
            return note;
        }
        seen.add(server, command);
        Deque<Optional<String>> replies = cacheReplies.get(command);
        if (replies != null && !replies.isEmpty()) {
            return replies.remove();
        }
        String verb = command.substring(0, Math.max(0, command.indexOf(' ')));
        return Optional.of(
                switch (verb) {
                    case "get" -> "END\r\n";
                    case "add" -> "STORED\r\n";
                    case "delete" -> "NOT_FOUND\r\n";
                    default -> "ERROR\r\n";
                });
    }

    /** Notes a lookup request; gives what the handler answers: nothing when the recorded one said nothing. */
    synchronized String askLookup(String server, String head) {
        seen.add(server, LookupText.comparable(head));
        Deque<String> replies = lookupReplies.getOrDefault(server, new ArrayDeque<>());
        return replies.isEmpty()
                ? "HTTP/1.1 200 OK\r\nAuth-Status: not recorded\r\nAuth-Wait: 0\r\n\r\n"
                : replies.remove();
    }

    String expected() {
        return expected.text(keys);
    }

    String seen() {
        return seen.text(keys);
    }
}
