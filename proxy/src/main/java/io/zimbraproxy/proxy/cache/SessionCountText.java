package io.zimbraproxy.proxy.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers by their members, as a text: a line each. */
final class SessionCountText {
    /** How long numbers are kept that nobody changes. */
    static final Duration LIFE = Duration.ofDays(7);

    /** More proxies than anybody has; a text that grew by mistake is not taken over. */
    private static final int MAX_MEMBERS = 1000;

    private SessionCountText() {}

    /** Reads a text; lines that are not of this form count as nothing. */
    static Map<String, Long> read(String text) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        text.lines()
                .limit(MAX_MEMBERS)
                .filter(line -> line.matches("[-0-9A-Za-z]{1,64} [0-9]{1,9}"))
                .map(line -> line.split(" ", 2))
                .forEach(fields -> numbers.put(fields[0], Long.parseLong(fields[1])));
        return numbers;
    }

    /** The same with one member's number changed; 0 takes it off. */
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
