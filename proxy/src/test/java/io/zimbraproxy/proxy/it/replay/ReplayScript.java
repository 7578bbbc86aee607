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

/** A recorded case with the addresses of its replay: what each peer sends, and what it receives. */
final class ReplayScript {
    private static final String CLOSED = "(closed)\n";

    private final RecordedCase recorded;
    private final List<JsonObject> steps;
    private final PeerTrace expectedRequests = new PeerTrace();
    private final PeerTrace actualRequests = new PeerTrace();
    private final PeerTrace expectedReceived = new PeerTrace();
    private final PeerTrace actualReceived = new PeerTrace();
    private final Map<String, Deque<String>> lookupReplies = new HashMap<>();
    private final String otherLookupReply;
    private final PurgeRecords purgeRecords = new PurgeRecords();
    private final CacheScript cache;
    private final MailboxScript mailbox;
    private final WebScript web;

    ReplayScript(RecordedCase recorded, Placeholders placeholders) throws IOException {
        this.recorded = recorded;
        boolean isWeb = recorded.protocol().equals("http");
        steps = recorded.steps().stream()
                .map(step -> filled(step, isWeb, placeholders))
                .toList();
        cache = new CacheScript(steps, placeholders.fill("{client}"), expectedRequests);
        lookup();
        otherLookupReply = placeholders.fill(otherLookupReply());
        if (!isWeb) {
            client();
        }
        mailbox = new MailboxScript(recorded.name(), isWeb ? List.of() : steps, expectedReceived, actualReceived);
        web = new WebScript(isWeb ? steps : List.of(), placeholders, expectedReceived, actualReceived);
    }

    /** An empty script, with which peers send default replies. */
    static ReplayScript empty() throws IOException {
        return new ReplayScript(new RecordedCase("", "", Map.of(), List.of()), new Placeholders(Map.of(), 0));
    }

    /** Replaces the placeholders in a step, except in {@code server}, which names the peer. */
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
            purgeRecords.addAccounts(step.getString("to_lookup", "") + step.getString("from_lookup", ""));
            if (step.containsKey("to_lookup")) {
                String server = step.getString("server", "{lookup}");
                expectedRequests.add(server, LookupNormalizer.normalize(step.getString("to_lookup")));
                current = lookupReplies.computeIfAbsent(server, none -> new ArrayDeque<>());
                current.add("");
            } else if (step.containsKey("from_lookup")) {
                // Times are not compared, so the shortest possible wait is enough.
                String reply = step.getString("from_lookup").replace("Auth-Wait: 2\r\n", "Auth-Wait: 1\r\n");
                current.add(current.removeLast() + reply);
            }
        }
    }

    /**
     * Returns the response to lookups that were not recorded. With login limits, this proxy looks up the route before it checks the
     * limit, and the original may not have looked it up. In web requests, this proxy finds users that the original does not;
     * they live on their own server.
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
        expectedReceived.add("client", recordedOutput());
        if (closesClient()) {
            expectedReceived.add("client", CLOSED);
        }
    }

    RecordedCase recorded() {
        return recorded;
    }

    List<JsonObject> steps() {
        return steps;
    }

    /** Everything that the recorded proxy sent to the client. */
    String recordedOutput() {
        return steps.stream().map(step -> step.getString("proxy", "")).collect(Collectors.joining());
    }

    /** Returns whether the case starts with a lookup at the second handler, because it was next in turn. */
    boolean beginsWithSecondHandler() {
        return !recorded.settings().containsKey("first_handler")
                && steps.stream()
                        .filter(step -> step.containsKey("to_lookup"))
                        .limit(1)
                        .anyMatch(step -> step.getString("server", "").equals("{lookup2}"));
    }

    /** Returns whether the recorded proxy closed the connection of the client. */
    boolean closesClient() {
        return steps.stream().anyMatch(step -> "proxy".equals(step.getString("close")));
    }

    MailboxScript mailbox() {
        return mailbox;
    }

    WebScript web() {
        return web;
    }

    /** Records a cache command and returns the reply, or empty if the cache does not reply. */
    synchronized Optional<String> cacheReply(String server, String command) {
        Optional<String> reply = purgeRecords.reply(command);
        if (reply.isPresent()) {
            return reply;
        }
        actualRequests.add(server, command);
        return cache.reply(command);
    }

    /** Records a lookup request and returns the response. It is empty if the recorded handler did not respond. */
    synchronized String lookupResponse(String server, String head) {
        actualRequests.add(server, LookupNormalizer.normalize(head));
        Deque<String> replies = lookupReplies.getOrDefault(server, new ArrayDeque<>());
        return replies.isEmpty() ? otherLookupReply : replies.remove();
    }

    /** Records everything that a mail client received, and whether the proxy closed the connection. */
    void clientReceived(String text, boolean closed) {
        actualReceived.add("client", text);
        if (closed) {
            actualReceived.add("client", CLOSED);
        }
    }

    String expectedRequests() {
        return expectedRequests.text(cache.keys());
    }

    String actualRequests() {
        return actualRequests.text(cache.keys());
    }

    String expectedReceived() {
        return expectedReceived.text(Map.of());
    }

    String actualReceived() {
        return actualReceived.text(Map.of());
    }

    /** Returns the peers that received something else than recorded: client, mailbox, or both. */
    Set<String> differingPeers() {
        return expectedReceived.differing(actualReceived);
    }
}
