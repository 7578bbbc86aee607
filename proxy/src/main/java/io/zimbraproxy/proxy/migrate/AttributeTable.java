package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of Zimbra's own proxy, from {@code migrate/attributes.tsv}: name, defaults, and advice if the resource has no counterpart. */
final class AttributeTable {
    /** One setting; {@code advice} is empty if {@code import} converts the setting. */
    record Attribute(String name, Set<String> defaults, String advice) {}

    private static final Map<String, Attribute> TABLE = read();

    private AttributeTable() {}

    private static Map<String, Attribute> read() {
        try (InputStream in =
                Objects.requireNonNull(AttributeTable.class.getResourceAsStream("/migrate/attributes.tsv"))) {
            Map<String, Attribute> table = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(row -> table.put(row[0], new Attribute(row[0], defaults(row[1]), row[2])));
            return table;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> defaults(String text) {
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split(" [|] ", -1))
                        .map(AttributeTable::canonical)
                        .collect(Collectors.toSet());
    }

    /** Finds a setting by its name, in upper or lower case. */
    static Optional<Attribute> find(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    /** Returns all settings, in alphabetical order. */
    static Collection<Attribute> all() {
        return TABLE.values();
    }

    /** Returns whether these values, in any order, are Zimbra's defaults; true if there is no value. */
    static boolean isDefault(String name, List<Value> values) {
        Set<String> texts = values.stream()
                .map(Value::text)
                .filter(text -> !text.isBlank())
                .map(AttributeTable::canonical)
                .collect(Collectors.toSet());
        return texts.isEmpty()
                || find(name)
                        .map(attribute -> attribute.defaults().equals(texts))
                        .orElse(false);
    }

    /** Returns the same text for all spellings of a value. */
    private static String canonical(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return ZimbraTime.parse(lower).map(Duration::toString).orElse(lower);
    }
}
