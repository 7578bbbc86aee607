package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Adds advice on settings that are not converted, except those with Zimbra's own default. */
final class UnmappedSettings {
    private static final String UNKNOWN = "Unknown to import and not converted; see docs/compatibility.md.";
    private static final Map<String, String> OF_NGINX = Map.of(
            "nginxLocation", "Not a built-in location; add it to http.locations if you still need it.",
            "nginxUpstream",
                    "Not a built-in group of servers; add a pool, and a location to http.locations, if you still need it.");

    private UnmappedSettings() {}

    /** Adds advice on the settings of an entry that no section reads. */
    static void of(Notes notes, Entry entry) {
        for (String attribute : entry.attributes()) {
            List<Value> values = entry.values(attribute);
            String advice = advice(attribute);
            if (!advice.isEmpty() && !AttributeTable.isDefault(attribute, values)) {
                values.stream().filter(value -> !value.text().isBlank()).forEach(value -> notes.advise(value, advice));
            }
        }
    }

    private static String advice(String attribute) {
        if (OF_NGINX.containsKey(attribute)) {
            return OF_NGINX.get(attribute);
        }
        return AttributeTable.find(attribute)
                .map(AttributeTable.Attribute::advice)
                .orElse(concernsProxy(attribute) ? UNKNOWN : "");
    }

    private static boolean concernsProxy(String attribute) {
        String lower = attribute.toLowerCase(Locale.ROOT);
        return lower.startsWith("zimbrareverseproxy")
                || lower.startsWith("zimbramailproxy")
                || lower.matches("zimbra.*proxy.*port");
    }

    /** Adds advice on settings in which the other proxies differ, since one resource configures all of them. */
    static void ofOthers(SiteView view) {
        Optional<Entry> chosen = view.proxyEntry();
        for (Entry other : view.site().proxies()) {
            if (chosen.isPresent() && other != chosen.get()) {
                for (AttributeTable.Attribute attribute : AttributeTable.all()) {
                    differing(view, other, attribute.name());
                }
            }
        }
    }

    private static void differing(SiteView view, Entry other, String attribute) {
        List<Value> others = view.of(other).values(attribute);
        Function<List<Value>, TreeSet<String>> texts =
                values -> values.stream().map(Value::text).collect(Collectors.toCollection(TreeSet::new));
        if (!texts.apply(others).equals(texts.apply(view.proxy().values(attribute)))) {
            String advice = "The proxies differ, but one resource configures all of them; the settings of "
                    + view.proxyEntry().map(Entry::name).orElse("") + " are used, --server selects another proxy.";
            if (others.isEmpty()) {
                view.notes().advise(attribute + " is not set on " + other.name(), advice);
            }
            others.forEach(value -> view.notes().advise(value, advice));
        }
    }
}
