package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.GoDuration;
import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of one server or domain: its own, else what it inherits from the global configuration. What is read for a field
 * is noted there; a value that makes no sense is remarked on and read as none.
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

    /** All values of an attribute. */
    List<Value> values(String attribute) {
        return Stream.of(own, inherited)
                .flatMap(Optional::stream)
                .map(entry -> entry.values(attribute))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The first value that says anything. */
    Optional<Value> value(String attribute) {
        return values(attribute).stream()
                .filter(value -> !value.text().isBlank())
                .findFirst();
    }

    /** The same as text; {@code otherwise} when there is none. */
    String text(String attribute, String otherwise) {
        return value(attribute).map(Value::text).orElse(otherwise);
    }

    /** The text for a field; null for none. */
    String textFor(String path, String attribute) {
        return noted(path, value(attribute)).map(Value::text).orElse(null);
    }

    /** All texts for a field. */
    List<String> textsFor(String path, String attribute) {
        return values(attribute).stream()
                .filter(value -> !value.text().isBlank())
                .peek(value -> notes.from(path, value))
                .map(Value::text)
                .distinct()
                .toList();
    }

    /** Whether something is on. */
    boolean on(String attribute, boolean otherwise) {
        return value(attribute).map(SettingReader::isOn).orElse(otherwise);
    }

    /** Whether something is on, for a field; null when nothing is said. */
    Boolean onFor(String path, String attribute) {
        return noted(path, value(attribute)).map(SettingReader::isOn).orElse(null);
    }

    private static boolean isOn(Value value) {
        return value.text().equalsIgnoreCase("TRUE") || value.text().equalsIgnoreCase("on");
    }

    /** A number; empty when there is none. */
    Optional<Integer> number(String attribute) {
        return value(attribute).flatMap(value -> {
            if (value.text().strip().matches("[0-9]{1,9}")) {
                return Optional.of(Integer.valueOf(value.text().strip()));
            }
            notes.remark(value, "is no number that makes sense here; our default is kept.");
            return Optional.empty();
        });
    }

    /** A number for a field; null for none. */
    Integer numberFor(String path, String attribute) {
        Optional<Integer> number = number(attribute);
        number.ifPresent(valid -> noted(path, value(attribute)));
        return number.orElse(null);
    }

    /** A time above zero for a field; null for none. */
    Duration timeFor(String path, String attribute) {
        return timeFor(path, attribute, Duration.ZERO);
    }

    /** The same with so much added. */
    Duration timeFor(String path, String attribute, Duration more) {
        return time(attribute)
                .map(time -> {
                    noted(path, value(attribute));
                    return time.plus(more);
                })
                .orElse(null);
    }

    /** A time above zero; empty when there is none. */
    Optional<Duration> time(String attribute) {
        return value(attribute).flatMap(value -> {
            Optional<Duration> time = ZimbraTime.parse(value.text());
            if (time.isEmpty()) {
                notes.remark(value, "is no time such as 15s; our default is kept.");
            } else if (time.get().isZero() || time.get().compareTo(LONGEST) > 0) {
                notes.remark(value, "is not above zero and at most 168h; our default is kept.");
                return Optional.empty();
            }
            return time;
        });
    }

    private Optional<Value> noted(String path, Optional<Value> value) {
        value.ifPresent(found -> notes.from(path, found));
        return value;
    }
}
