package io.zimbraproxy.proxy.migrate.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One object of the site with its attributes, whose names are compared without regard to case as LDAP does. */
public final class Entry {
    /** What an entry describes. */
    public enum Kind {
        /** The configuration that servers inherit. */
        GLOBAL,
        /** A server. */
        SERVER,
        /** A mail domain. */
        DOMAIN,
        /** Settings of one machine. */
        LOCAL,
        /** Accounts and the like. */
        OTHER
    }

    private final Kind kind;
    private final String name;
    private final Map<String, List<Value>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** An entry without attributes. */
    Entry(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    public Kind kind() {
        return kind;
    }

    /** Name of the server or domain; empty for others. */
    public String name() {
        return name;
    }

    /** How its values say where they come from. */
    static String describe(Kind kind, String name) {
        return switch (kind) {
            case GLOBAL -> "global";
            case SERVER -> "server " + name;
            case DOMAIN -> "domain " + name;
            case LOCAL -> "zmlocalconfig";
            case OTHER -> name;
        };
    }

    /** The values of an attribute, in order; empty when it has none. */
    public List<Value> values(String attribute) {
        return Collections.unmodifiableList(values.getOrDefault(attribute, List.of()));
    }

    /** Names of the attributes that have values. */
    public Set<String> attributes() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Whether one of the values of an attribute is this one, in any case of letters. */
    public boolean has(String attribute, String text) {
        return values(attribute).stream().anyMatch(value -> value.text().equalsIgnoreCase(text));
    }

    void add(String attribute, Value value) {
        values.computeIfAbsent(attribute, first -> new ArrayList<>()).add(value);
    }

    /** Takes over the attributes that this entry has not: the same object was given twice. */
    void merge(Entry other) {
        other.values.forEach(values::putIfAbsent);
    }
}
