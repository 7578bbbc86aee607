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

/** What the caches of a recorded case answer, by what they are asked. */
final class CacheScript {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ALIAS = Pattern.compile("alias:user=.*;ip=");
    private static final Pattern COUNT = Pattern.compile("incr (\\S+) 1\r\n");

    private final Map<String, String> keys = new LinkedHashMap<>();
    /** Recorded hashes of keys with an address that is another one here, and what they are here. */
    private final Map<String, String> hashes = new HashMap<>();
    /** By command; an empty reply stands for none. */
    private final Map<String, Deque<Optional<String>>> replies = new HashMap<>();
    /** Replies to commands that were not recorded, but follow from those that were. */
    private final Map<String, String> implied = new HashMap<>();

    private Optional<String> complaint = Optional.empty();

    /** Notes in {@code expected} what the recorded ones were asked; {@code client} is the client's address. */
    CacheScript(List<JsonObject> steps, String client, PeerTrace expected) throws IOException {
        List<String> commands = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (JsonObject step : steps) {
            if (step.containsKey("to_cache")) {
                for (String command : commands(step)) {
                    expected.add(step.getString("server", "{cache}"), command);
                    commands.add(command);
                }
            } else if (step.containsKey("from_cache")) {
                answers.addAll(MemcachedParser.replies(here(step.getString("from_cache"))));
            }
        }
        for (int i = 0; i < commands.size(); i++) {
            String command = commands.get(i);
            Optional<String> answer = i < answers.size() ? Optional.of(answers.get(i)) : Optional.empty();
            replies.computeIfAbsent(command, none -> new ArrayDeque<>()).add(answer);
            answer.ifPresent(text -> conclude(command, text, client));
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
        // Some cases were recorded with the time in a form that the original takes for 0: for ever.
        return MemcachedParser.commands(here(text)).stream()
                .map(command -> command.replaceFirst("^(add \\S+ 0) 0 ", "$1 3600 "))
                .toList();
    }

    private String here(String text) {
        return HASH.matcher(text).replaceAll(hash -> hashes.getOrDefault(hash.group(), hash.group()));
    }

    private void conclude(String command, String answer, String client) {
        Matcher count = COUNT.matcher(command);
        Matcher key = HASH.matcher(command);
        Matcher alias = ALIAS.matcher(key.find() ? keys.get(key.group()) : "");
        if (alias.lookingAt()) {
            // With limits the original asks under its own address, and misses what it knows under the client's.
            String sameHere = Placeholders.sha256(alias.group() + client);
            keys.put(sameHere, alias.group() + client);
            implied.put(command.replace(key.group(), sameHere), answer.replace(key.group(), sameHere));
        }
        if (answer.startsWith("CLIENT_ERROR")) {
            // A cache that does not understand this understands nothing.
            complaint = Optional.of(answer);
        } else if (count.matches() && Character.isDigit(answer.charAt(0))) {
            String before = String.valueOf(Long.parseLong(answer.strip()) - 1);
            implied.put(
                    "get " + count.group(1) + "\r\n",
                    "VALUE " + count.group(1) + " 0 " + before.length() + "\r\n" + before + "\r\nEND\r\n");
        }
    }

    /** The logical keys, by their hashes. */
    Map<String, String> keys() {
        return keys;
    }

    /** What the cache answers, if it does. */
    Optional<String> reply(String command) {
        Deque<Optional<String>> recorded = replies.get(command);
        if (recorded != null && !recorded.isEmpty()) {
            return recorded.remove();
        }
        return complaint.or(() -> Optional.ofNullable(implied.get(command))).or(() -> Optional.of(empty(command)));
    }

    /** The reply of a cache that holds nothing. */
    private static String empty(String command) {
        return switch (command.substring(0, Math.max(0, command.indexOf(' ')))) {
            case "get" -> "END\r\n";
            case "add" -> "STORED\r\n";
            case "incr", "delete" -> "NOT_FOUND\r\n";
            default -> "ERROR\r\n";
        };
    }
}
