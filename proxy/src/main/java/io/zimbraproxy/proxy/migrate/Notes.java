package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.OneLine;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What people are told of the migration. Every text that goes in comes out as one line. */
final class Notes {
    private static final int VALUES_SHOWN = 3;

    private record Subject(String setting, String advice) {}

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final Map<Subject, Set<String>> remarks = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    /** The field at this path was set from this value. */
    void from(String path, Value value) {
        say(path, value.toString());
    }

    /** A sentence above the field at this path. */
    void say(String path, String text) {
        List<String> lines = fields.computeIfAbsent(path, first -> new ArrayList<>());
        String line = OneLine.of(text);
        if (!lines.contains(line)) {
            lines.add(line);
        }
    }

    /** A value that has no counterpart, with what follows from that. */
    void remark(Value value, String advice) {
        remarks.computeIfAbsent(new Subject(OneLine.of(value.name()), advice), first -> new LinkedHashSet<>())
                .add(value.shown() + " (" + OneLine.of(value.where()) + ")");
    }

    /** Something that is otherwise than at the site. */
    void remark(String what, String advice) {
        remarks.computeIfAbsent(new Subject(OneLine.of(what), advice), first -> new LinkedHashSet<>());
    }

    /** A Secret that the manifest names, with where it comes from. */
    void secret(String text) {
        secrets.add(OneLine.of(text));
    }

    /** Lines above fields, by path. */
    Map<String, List<String>> fields() {
        return fields;
    }

    List<String> secrets() {
        return List.copyOf(secrets);
    }

    /** Two lines for each setting that was not taken over: what there is, and what to do. */
    List<String> remarks() {
        List<String> lines = new ArrayList<>();
        remarks.forEach((subject, values) -> {
            lines.add("- " + subject.setting() + (values.isEmpty() ? "" : ": " + shown(values)));
            lines.add("  " + subject.advice());
        });
        return lines;
    }

    private static String shown(Set<String> values) {
        String shown = values.stream().limit(VALUES_SHOWN).collect(Collectors.joining(", "));
        int more = values.size() - VALUES_SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
