package io.zimbraproxy.proxy.migrate.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A configuration object of the site with its attributes; the case of attribute names does not matter, as in LDAP. */
public final class Entry {
    /** Kind of object that an entry describes. */
    public enum Kind {
        /** Global configuration, which servers inherit. */
        GLOBAL,
        /** A server. */
        SERVER,
        /** A mail domain. */
        DOMAIN,
        /** Local settings of one machine, from zmlocalconfig. */
        LOCAL,
        /** Another object, such as an account. */
        OTHER
    }

    private final Kind kind;
    private final String name;
    private final Map<String, List<Value>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Creates an entry without attributes. */
    Entry(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the name of the server or domain; empty for other kinds. */
    public String name() {
        return name;
    }

    /** Describes an entry as the origin of a value. */
    static String describe(Kind kind, String name) {
        return switch (kind) {
            case GLOBAL -> "global";
            case SERVER -> "server " + name;
            case DOMAIN -> "domain " + name;
            case LOCAL -> "zmlocalconfig";
            case OTHER -> name;
        };
    }

    /** Returns the values of an attribute, in the order of the input; empty if it has none. */
    public List<Value> values(String attribute) {
        return Collections.unmodifiableList(values.getOrDefault(attribute, List.of()));
    }

    /** Returns the names of the attributes that have values. */
    public Set<String> attributes() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Returns whether an attribute has this value, in upper or lower case. */
    public boolean has(String attribute, String text) {
        return values(attribute).stream().anyMatch(value -> value.text().equalsIgnoreCase(text));
    }

    void add(String attribute, Value value) {
        values.computeIfAbsent(attribute, first -> new ArrayList<>()).add(value);
    }

    /** Adds the attributes that this entry lacks from another entry for the same object. */
    void merge(Entry other) {
        other.values.forEach(values::putIfAbsent);
    }
}
