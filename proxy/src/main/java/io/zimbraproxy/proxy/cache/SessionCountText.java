package io.zimbraproxy.proxy.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Session counts of several members as one text, a line {@code member count} each. */
final class SessionCountText {
    /** How long counts are kept after the last change. */
    static final Duration LIFE = Duration.ofDays(7);

    /** Bounds the text if it grows by mistake. No site has so many proxies. */
    private static final int MAX_MEMBERS = 1000;

    private SessionCountText() {}

    /** Reads a text. Ignores malformed lines. */
    static Map<String, Long> read(String text) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        text.lines()
                .limit(MAX_MEMBERS)
                .filter(line -> line.matches("[-0-9A-Za-z]{1,64} [0-9]{1,9}"))
                .map(line -> line.split(" ", 2))
                .forEach(fields -> numbers.put(fields[0], Long.parseLong(fields[1])));
        return numbers;
    }

    /** Returns a copy with the number of one member changed; 0 removes the member. */
    static Map<String, Long> with(Map<String, Long> numbers, String member, long number) {
        Map<String, Long> changed = new LinkedHashMap<>(numbers);
        changed.remove(member);
        if (number > 0) {
            changed.put(member, number);
        }
        return changed;
    }

    static String write(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
