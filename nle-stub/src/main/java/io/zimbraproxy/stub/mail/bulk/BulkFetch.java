package io.zimbraproxy.stub.mail.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of FETCH or UID FETCH, as far as the bulk mailbox supports them. UIDs are equal to sequence numbers.
 *
 * @param messages the requested message numbers that exist, ascending
 * @param items requested items without content, in the client's order: UID, FLAGS, INTERNALDATE, RFC822.SIZE
 * @param section the requested item with content, if any
 */
record BulkFetch(List<Integer> messages, List<String> items, Optional<Section> section) {

    private static final Pattern ITEM = Pattern.compile(
            "(?<name>BODY(?:\\.PEEK)?)\\[(?<part>[^\\]]*)](?:<(?<from>\\d{1,18})\\.(?<count>\\d{1,18})>)?"
                    + "|(?<word>[A-Z0-9.]+)");
    private static final List<String> SHORT_ITEMS = List.of("UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE");

    /**
     * An item with content.
     *
     * @param label its name in the reply: {@code BODY[]}, {@code BODY[]<0>}, {@code RFC822}
     * @param header true: only the header
     * @param from first byte
     * @param count highest number of bytes
     */
    record Section(String label, boolean header, long from, long count) {

        /** Returns the end (exclusive) of the bytes in a message of that size. */
        long end(long size) {
            long whole = header ? Math.min(size, BulkPattern.HEADER) : size;
            return count > whole - from ? Math.max(whole, from) : from + count;
        }
    }

    /** Parses the arguments; empty if they are malformed or not supported. */
    static Optional<BulkFetch> parse(String arguments, int existing) {
        int blank = arguments.indexOf(' ');
        if (blank < 0) {
            return Optional.empty();
        }
        Optional<List<Integer>> messages = messages(arguments.substring(0, blank), existing);
        List<String> items = new ArrayList<>();
        Section section = null;
        Matcher matcher = ITEM.matcher(arguments.substring(blank + 1).toUpperCase(Locale.ROOT));
        while (matcher.find()) {
            String word = matcher.group("word");
            Section found = word == null ? section(matcher) : section(word);
            if (found == null && !SHORT_ITEMS.contains(word)) {
                return Optional.empty();
            }
            if (found == null) {
                items.add(word);
            } else {
                section = found;
            }
        }
        Optional<Section> content = Optional.ofNullable(section);
        return messages.map(numbers -> new BulkFetch(numbers, items, content));
    }

    private static @Nullable Section section(String word) {
        return switch (word) {
            case "RFC822" -> new Section(word, false, 0, Long.MAX_VALUE);
            case "RFC822.HEADER" -> new Section(word, true, 0, Long.MAX_VALUE);
            default -> null;
        };
    }

    private static Section section(Matcher matcher) {
        boolean header = matcher.group("part").startsWith("HEADER");
        String label = "BODY[" + matcher.group("part") + "]";
        if (matcher.group("from") == null) {
            return new Section(label, header, 0, Long.MAX_VALUE);
        }
        long from = Long.parseLong(matcher.group("from"));
        return new Section(label + "<" + from + ">", header, from, Long.parseLong(matcher.group("count")));
    }

    private static Optional<List<Integer>> messages(String set, int existing) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String range : set.split(",", -1)) {
            if (!range.matches("(\\d{1,9}|\\*)(:(\\d{1,9}|\\*))?")) {
                return Optional.empty();
            }
            String[] ends = range.split(":", -1);
            int first = number(ends[0], existing);
            int last = number(ends[ends.length - 1], existing);
            for (int n = Math.max(1, Math.min(first, last)); n <= Math.min(existing, Math.max(first, last)); n++) {
                numbers.add(n);
            }
        }
        return Optional.of(List.copyOf(numbers));
    }

    private static int number(String text, int existing) {
        return text.equals("*") ? existing : Integer.parseInt(text);
    }
}
