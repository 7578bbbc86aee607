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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Zimbra's settings for its proxy, from {@code migrate/attributes.tsv}: name, defaults, and what to do where we have no counterpart. */
final class AttributeTable {
    /** One setting; {@code advice} is empty when it is taken over. */
    record Attribute(String name, Set<String> defaults, String advice) {}

    private static final Map<String, Attribute> TABLE = read();

    private AttributeTable() {}

    private static Map<String, Attribute> read() {
        try (InputStream in = AttributeTable.class.getResourceAsStream("/migrate/attributes.tsv")) {
            Map<String, Attribute> table = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(row -> table.put(row[0], new Attribute(row[0], words(row[1]), row[2])));
            return table;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> words(String text) {
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split(" [|] ", -1))
                        .map(AttributeTable::canonical)
                        .collect(Collectors.toSet());
    }

    static Optional<Attribute> find(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    static Collection<Attribute> all() {
        return TABLE.values();
    }

    /** Whether these values, in any order, are what Zimbra has when nobody sets anything; so are none at all. */
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

    /** One text for all ways to write the same value. */
    private static String canonical(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return ZimbraTime.parse(lower).map(Duration::toString).orElse(lower);
    }
}
