package io.zimbraproxy.proxy.it.replay;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A recorded case with the addresses of its replay: what each peer says, and what it was told. */
final class ReplayScript {
    private static final String CLOSED = "(closed)\n";

    private final RecordedCase recorded;
    private final List<JsonObject> steps;
    private final PeerTrace expectedRoutes = new PeerTrace();
    private final PeerTrace seenRoutes = new PeerTrace();
    private final PeerTrace expectedTold = new PeerTrace();
    private final PeerTrace seenTold = new PeerTrace();
    private final Map<String, Deque<String>> lookupReplies = new HashMap<>();
    private final String otherLookupReply;
    private final PurgeRecords notes = new PurgeRecords();
    private final CacheScript cache;
    private final MailboxScript mailbox;
    private final WebScript web;

    ReplayScript(RecordedCase recorded, Placeholders placeholders) throws IOException {
        this.recorded = recorded;
        boolean isWeb = recorded.protocol().equals("http");
        steps = recorded.steps().stream()
                .map(step -> filled(step, isWeb, placeholders))
                .toList();
        cache = new CacheScript(steps, placeholders.fill("{client}"), expectedRoutes);
        lookup();
        otherLookupReply = placeholders.fill(otherLookupReply());
        if (!isWeb) {
            client();
        }
        mailbox = new MailboxScript(recorded.name(), isWeb ? List.of() : steps, expectedTold, seenTold);
        web = new WebScript(isWeb ? steps : List.of(), placeholders, expectedTold, seenTold);
    }

    /** Nothing: every peer does what it does unasked. */
    static ReplayScript empty() throws IOException {
        return new ReplayScript(new RecordedCase("", "", Map.of(), List.of()), new Placeholders(Map.of(), 0));
    }

    /** The peer's name, in {@code server}, stays a placeholder. */
    private static JsonObject filled(JsonObject step, boolean isWeb, Placeholders placeholders) {
        JsonObject filled = step.copy();
        for (String field : step.fieldNames()) {
            if (!field.equals("server") && step.getValue(field) instanceof String text) {
                filled.put(field, isWeb ? WebNormalizer.filled(text, placeholders) : placeholders.fill(text));
            }
        }
        return filled;
    }

    private void lookup() {
        Deque<String> current = new ArrayDeque<>();
        for (JsonObject step : steps) {
            notes.accountsIn(step.getString("to_lookup", "") + step.getString("from_lookup", ""));
            if (step.containsKey("to_lookup")) {
                String server = step.getString("server", "{lookup}");
                expectedRoutes.add(server, LookupNormalizer.comparable(step.getString("to_lookup")));
                current = lookupReplies.computeIfAbsent(server, none -> new ArrayDeque<>());
                current.add("");
            } else if (step.containsKey("from_lookup")) {
                // Nobody compares times: the shortest wait there is will do.
                String reply = step.getString("from_lookup").replace("Auth-Wait: 2\r\n", "Auth-Wait: 1\r\n");
                current.add(current.removeLast() + reply);
            }
        }
    }

    /**
     * This proxy asks for the route of an account first and for its logins then; the original may never have asked. And it
     * finds users in web requests where the original finds none: they are at home on a server of their own.
     */
    private String otherLookupReply() {
        if (recorded.protocol().equals("http")) {
            return "HTTP/1.1 200 OK\r\nAuth-Status: OK\r\nAuth-Server: {backend1}\r\nAuth-Port: {port}\r\n\r\n";
        }
        return recorded.settings().containsKey("login_limit_user")
                ? "HTTP/1.1 200 OK\r\nAuth-Status: OK\r\nAuth-Server: {upstream}\r\nAuth-Port: {port}\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nAuth-Status: not recorded\r\nAuth-Wait: 0\r\n\r\n";
    }

    private void client() {
        expectedTold.add("client", recordedWords());
        if (closesClient()) {
            expectedTold.add("client", CLOSED);
        }
    }

    RecordedCase recorded() {
        return recorded;
    }

    List<JsonObject> steps() {
        return steps;
    }

    /** All that the recorded proxy told the client. */
    String recordedWords() {
        return steps.stream().map(step -> step.getString("proxy", "")).collect(Collectors.joining());
    }

    /** Whether the second of two lookup handlers is the first to be asked, for it is its turn. */
    boolean beginsWithSecondHandler() {
        return !recorded.settings().containsKey("first_handler")
                && steps.stream()
                        .filter(step -> step.containsKey("to_lookup"))
                        .limit(1)
                        .anyMatch(step -> step.getString("server", "").equals("{lookup2}"));
    }

    /** Whether the recorded proxy closed the client's connection by itself. */
    boolean closesClient() {
        return steps.stream().anyMatch(step -> "proxy".equals(step.getString("close")));
    }

    MailboxScript mailbox() {
        return mailbox;
    }

    WebScript web() {
        return web;
    }

    /** Notes a cache command; gives what the cache answers, if it does. */
    synchronized Optional<String> askCache(String server, String command) {
        Optional<String> note = notes.reply(command);
        if (note.isPresent()) {
            return note;
        }
        seenRoutes.add(server, command);
        return cache.reply(command);
    }

    /** Notes a lookup request; gives what the handler answers: nothing when the recorded one said nothing. */
    synchronized String askLookup(String server, String head) {
        seenRoutes.add(server, LookupNormalizer.comparable(head));
        Deque<String> replies = lookupReplies.getOrDefault(server, new ArrayDeque<>());
        return replies.isEmpty() ? otherLookupReply : replies.remove();
    }

    /** Notes all that a mail client was told, and whether the proxy closed the connection. */
    void tellClient(String text, boolean closed) {
        seenTold.add("client", text);
        if (closed) {
            seenTold.add("client", CLOSED);
        }
    }

    String expectedRoutes() {
        return expectedRoutes.text(cache.keys());
    }

    String seenRoutes() {
        return seenRoutes.text(cache.keys());
    }

    String expectedTold() {
        return expectedTold.text(Map.of());
    }

    String seenTold() {
        return seenTold.text(Map.of());
    }

    /** Who was told something else than recorded: client, mailbox, or both. */
    Set<String> differingTold() {
        return expectedTold.differing(seenTold);
    }
}
