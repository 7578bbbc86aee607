package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.text.Printable;
import io.zimbraproxy.proxy.migrate.read.MessageText;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects the comments of the manifest. Every text becomes one line without control characters. */
final class Notes {
    private static final int VALUES_SHOWN = 3;

    private record Subject(String name, String advice) {}

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final Map<Subject, Set<String>> advice = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    /** Notes the setting that the field at this path comes from. */
    void source(String path, Value value) {
        comment(path, value.toString());
    }

    /** Adds a comment above the field at this path. */
    void comment(String path, String text) {
        List<String> lines = fields.computeIfAbsent(path, first -> new ArrayList<>());
        String line = MessageText.line(text);
        if (!lines.contains(line)) {
            lines.add(line);
        }
    }

    /** Adds advice on a setting without a counterpart. */
    void advise(Value value, String text) {
        advice.computeIfAbsent(subject(value.name(), text), first -> new LinkedHashSet<>())
                .add(value.shown() + " (" + MessageText.line(value.where()) + ")");
    }

    /** Adds advice on something other than a single setting. */
    void advise(String name, String text) {
        advice.computeIfAbsent(subject(name, text), first -> new LinkedHashSet<>());
    }

    /** Advice may contain values of the site, but is not shortened. */
    private static Subject subject(String name, String advice) {
        return new Subject(MessageText.line(name), Printable.line(Printable.withoutCredentials(advice)));
    }

    /** Adds a Secret that the manifest names, with the origin of its content. */
    void secret(String text) {
        secrets.add(MessageText.line(text));
    }

    /** Returns the comments above fields, by path. */
    Map<String, List<String>> comments() {
        return fields;
    }

    /** Returns one line for each Secret. */
    List<String> secrets() {
        return List.copyOf(secrets);
    }

    /** Returns two lines for each setting that is not converted: its values, and the advice. */
    List<String> advice() {
        List<String> lines = new ArrayList<>();
        advice.forEach((subject, values) -> {
            lines.add("- " + subject.name() + (values.isEmpty() ? "" : ": " + shown(values)));
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
