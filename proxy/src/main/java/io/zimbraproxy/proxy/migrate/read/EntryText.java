package io.zimbraproxy.proxy.migrate.read;

import java.util.ArrayList;
import java.util.List;

/** The attributes of one entry before its kind is known. */
final class EntryText {
    private record Attribute(String name, String text) {}

    private final String heading;
    private final List<Attribute> attributes = new ArrayList<>();

    /** Creates an entry without attributes; {@code heading} is the name above them, empty if there is none. */
    EntryText(String heading) {
        this.heading = heading;
    }

    void add(String name, String text) {
        attributes.add(new Attribute(name, text));
    }

    /** Derives kind and name from the attributes. */
    Entry entry() {
        Entry.Kind kind = kind();
        String name =
                switch (kind) {
                    case SERVER -> named("zimbraServiceHostname", "cn");
                    case DOMAIN -> named("zimbraDomainName", "cn");
                    default -> heading;
                };
        Entry entry = new Entry(kind, name);
        String where = Entry.describe(kind, name);
        attributes.forEach(
                attribute -> entry.add(attribute.name(), new Value(attribute.name(), attribute.text(), where)));
        return entry;
    }

    private Entry.Kind kind() {
        if (is("zimbraServer")) {
            return Entry.Kind.SERVER;
        } else if (is("zimbraDomain")) {
            return Entry.Kind.DOMAIN;
        } else if (is("zimbraGlobalConfig")) {
            return Entry.Kind.GLOBAL;
        } else if (has("objectClass")) {
            return Entry.Kind.OTHER;
        }
        return kindByAttributes();
    }

    /** Derives the kind without {@code objectClass}, which is missing if {@code zmprov} printed selected attributes only. */
    private Entry.Kind kindByAttributes() {
        if (heading.isEmpty()) {
            return attributes.stream().anyMatch(attribute -> attribute.name().startsWith("zimbra"))
                    ? Entry.Kind.GLOBAL
                    : Entry.Kind.OTHER;
        }
        if (has("zimbraDomainName") || has("zimbraVirtualHostname") || has("zimbraDomainType")) {
            return Entry.Kind.DOMAIN;
        }
        return has("zimbraServiceHostname") || has("zimbraServiceEnabled") ? Entry.Kind.SERVER : Entry.Kind.OTHER;
    }

    private boolean is(String objectClass) {
        return attributes.stream()
                .anyMatch(attribute -> attribute.name().equalsIgnoreCase("objectClass")
                        && attribute.text().equalsIgnoreCase(objectClass));
    }

    private boolean has(String name) {
        return attributes.stream().anyMatch(attribute -> attribute.name().equalsIgnoreCase(name));
    }

    private String named(String first, String second) {
        return heading.isEmpty() ? text(first, text(second, "")) : heading;
    }

    private String text(String name, String defaultValue) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equalsIgnoreCase(name))
                .map(Attribute::text)
                .findFirst()
                .orElse(defaultValue);
    }
}
