package io.zimbraproxy.proxy.it.replay;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The replies of the caches in a recorded case, by command. */
final class CacheScript {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ALIAS = Pattern.compile("alias:user=.*;ip=");
    private static final Pattern COUNT = Pattern.compile("incr (\\S+) 1\r\n");

    private final Map<String, String> keys = new LinkedHashMap<>();
    /** Hashes of this replay by recorded hash. They differ for keys with addresses. */
    private final Map<String, String> hashes = new HashMap<>();
    /** Recorded replies by command. An empty value stands for no reply. */
    private final Map<String, Deque<Optional<String>>> replies = new HashMap<>();
    /** Replies to commands that were not recorded but follow from recorded ones. */
    private final Map<String, String> implied = new HashMap<>();

    private Optional<String> error = Optional.empty();

    /** Adds the recorded commands to {@code expected}. {@code client} is the address of the client. */
    CacheScript(List<JsonObject> steps, String client, PeerTrace expected) throws IOException {
        List<String> commands = new ArrayList<>();
        List<String> recordedReplies = new ArrayList<>();
        for (JsonObject step : steps) {
            if (step.containsKey("to_cache")) {
                for (String command : commands(step)) {
                    expected.add(step.getString("server", "{cache}"), command);
                    commands.add(command);
                }
            } else if (step.containsKey("from_cache")) {
                recordedReplies.addAll(MemcachedParser.replies(replayed(step.getString("from_cache"))));
            }
        }
        for (int i = 0; i < commands.size(); i++) {
            String command = commands.get(i);
            Optional<String> reply =
                    i < recordedReplies.size() ? Optional.of(recordedReplies.get(i)) : Optional.empty();
            replies.computeIfAbsent(command, none -> new ArrayDeque<>()).add(reply);
            reply.ifPresent(text -> addImplied(command, text, client));
        }
    }

    private List<String> commands(JsonObject step) throws IOException {
        String text = step.getString("to_cache");
        String logicalKey = step.getString("logical_key");
        String hash = Placeholders.sha256(logicalKey);
        keys.put(hash, logicalKey);
        Matcher recorded = HASH.matcher(text);
        if (recorded.find()) {
            hashes.put(recorded.group(), hash);
        }
        // Some cases were recorded with 3600s as lifetime, which the original reads as 0 (no expiry).
        return MemcachedParser.commands(replayed(text)).stream()
                .map(command -> command.replaceFirst("^(add \\S+ 0) 0 ", "$1 3600 "))
                .toList();
    }

    private String replayed(String text) {
        return HASH.matcher(text).replaceAll(hash -> hashes.getOrDefault(hash.group(), hash.group()));
    }

    private void addImplied(String command, String reply, String client) {
        Matcher count = COUNT.matcher(command);
        Matcher key = HASH.matcher(command);
        Matcher alias = ALIAS.matcher(key.find() ? keys.get(key.group()) : "");
        if (alias.lookingAt()) {
            // With limits, the original uses its own address in the key. This proxy always uses the address of the
            // client.
            String sameForClient = Placeholders.sha256(alias.group() + client);
            keys.put(sameForClient, alias.group() + client);
            implied.put(command.replace(key.group(), sameForClient), reply.replace(key.group(), sameForClient));
        }
        if (reply.startsWith("CLIENT_ERROR")) {
            // A cache with this error returns it to every command.
            error = Optional.of(reply);
        } else if (count.matches() && Character.isDigit(reply.charAt(0))) {
            String before = String.valueOf(Long.parseLong(reply.strip()) - 1);
            implied.put(
                    "get " + count.group(1) + "\r\n",
                    "VALUE " + count.group(1) + " 0 " + before.length() + "\r\n" + before + "\r\nEND\r\n");
        }
    }

    /** The logical keys by hash. */
    Map<String, String> keys() {
        return keys;
    }

    /** Returns the reply to a command, or empty if the cache does not reply. */
    Optional<String> reply(String command) {
        Deque<Optional<String>> recorded = replies.get(command);
        if (recorded != null && !recorded.isEmpty()) {
            return recorded.remove();
        }
        return error.or(() -> Optional.ofNullable(implied.get(command))).or(() -> Optional.of(empty(command)));
    }

    /** Returns the reply of an empty cache. */
    private static String empty(String command) {
        return switch (command.substring(0, Math.max(0, command.indexOf(' ')))) {
            case "get" -> "END\r\n";
            case "add" -> "STORED\r\n";
            case "incr", "delete" -> "NOT_FOUND\r\n";
            default -> "ERROR\r\n";
        };
    }
}
