package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.GoDuration;
import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one server or domain: its own, else those that it inherits from the global configuration.
 *
 * <p>Methods with a path note the setting as the source of that field. An invalid value causes advice and counts as absent.
 */
final class SettingReader {
    private static final Duration LONGEST = GoDuration.parse(GoDuration.LONGEST);

    private final Optional<Entry> own;
    private final Optional<Entry> inherited;
    private final Notes notes;

    SettingReader(Optional<Entry> own, Optional<Entry> inherited, Notes notes) {
        this.own = own;
        this.inherited = inherited;
        this.notes = notes;
    }

    /** Returns all values of an attribute. */
    List<Value> values(String attribute) {
        return Stream.of(own, inherited)
                .flatMap(Optional::stream)
                .map(entry -> entry.values(attribute))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Returns the first value that is not blank. */
    Optional<Value> value(String attribute) {
        return values(attribute).stream()
                .filter(value -> !value.text().isBlank())
                .findFirst();
    }

    /** Returns the first text that is not blank, else the default. */
    String text(String attribute, String defaultValue) {
        return value(attribute).map(Value::text).orElse(defaultValue);
    }

    /** Returns the text for a field; null if absent. */
    @Nullable
    String textFor(String path, String attribute) {
        return noteSource(path, value(attribute)).map(Value::text).orElse(null);
    }

    /** Returns all different texts for a field. */
    List<String> textsFor(String path, String attribute) {
        return values(attribute).stream()
                .filter(value -> !value.text().isBlank())
                .peek(value -> notes.source(path, value))
                .map(Value::text)
                .distinct()
                .toList();
    }

    /** Returns whether a setting is on. */
    boolean on(String attribute, boolean defaultValue) {
        return value(attribute).map(SettingReader::isOn).orElse(defaultValue);
    }

    /** Returns whether a setting is on, for a field; null if absent. */
    @Nullable
    Boolean onFor(String path, String attribute) {
        return noteSource(path, value(attribute)).map(SettingReader::isOn).orElse(null);
    }

    private static boolean isOn(Value value) {
        return value.text().equalsIgnoreCase("TRUE") || value.text().equalsIgnoreCase("on");
    }

    /** Returns a number; empty if absent or invalid. */
    Optional<Integer> number(String attribute) {
        return value(attribute).flatMap(value -> {
            if (value.text().strip().matches("[0-9]{1,9}")) {
                return Optional.of(Integer.valueOf(value.text().strip()));
            }
            notes.advise(value, "Not a number from 0 to 999999999; the default is used.");
            return Optional.empty();
        });
    }

    /** Returns a number for a field; null if absent or invalid. */
    @Nullable
    Integer numberFor(String path, String attribute) {
        Optional<Integer> number = number(attribute);
        number.ifPresent(valid -> noteSource(path, value(attribute)));
        return number.orElse(null);
    }

    /** Returns a time above zero for a field; null if absent or invalid. */
    @Nullable
    Duration timeFor(String path, String attribute) {
        return timeFor(path, attribute, Duration.ZERO);
    }

    /** Does the same, and adds a margin to the time. */
    @Nullable
    Duration timeFor(String path, String attribute, Duration margin) {
        return time(attribute)
                .map(time -> {
                    noteSource(path, value(attribute));
                    return time.plus(margin);
                })
                .orElse(null);
    }

    /** Returns a time above zero; empty if absent or invalid. */
    Optional<Duration> time(String attribute) {
        return value(attribute).flatMap(value -> {
            Optional<Duration> time = ZimbraTime.parse(value.text());
            if (time.isEmpty()) {
                notes.advise(value, "Not a time such as 15s; the default is used.");
            } else if (time.get().isZero() || time.get().compareTo(LONGEST) > 0) {
                notes.advise(value, "The time is 0 or longer than " + GoDuration.LONGEST + "; the default is used.");
                return Optional.empty();
            }
            return time;
        });
    }

    private Optional<Value> noteSource(String path, Optional<Value> value) {
        value.ifPresent(found -> notes.source(path, found));
        return value;
    }
}
