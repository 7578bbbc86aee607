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

/** Remarks on settings that were not taken over. Those that have Zimbra's own default are not worth one. */
final class UnmappedSettings {
    private static final String UNKNOWN = "not known here, so not taken over; look it up in docs/compatibility.md.";
    private static final Map<String, String> OF_NGINX = Map.of(
            "nginxLocation", "none of the built-in locations; write it in http.locations if it is still needed.",
            "nginxUpstream",
                    "none of the groups that are taken over; write a pool and a location in http.locations if it is needed.");

    private UnmappedSettings() {}

    /** What an entry has beyond what sections read. */
    static void of(Notes notes, Entry entry) {
        for (String attribute : entry.attributes()) {
            List<Value> values = entry.values(attribute);
            String advice = advice(attribute);
            if (!advice.isEmpty() && !AttributeTable.isDefault(attribute, values)) {
                values.stream().filter(value -> !value.text().isBlank()).forEach(value -> notes.remark(value, advice));
            }
        }
    }

    private static String advice(String attribute) {
        if (OF_NGINX.containsKey(attribute)) {
            return OF_NGINX.get(attribute);
        }
        return AttributeTable.find(attribute)
                .map(AttributeTable.Attribute::advice)
                .orElse(ofTheProxy(attribute) ? UNKNOWN : "");
    }

    private static boolean ofTheProxy(String attribute) {
        String lower = attribute.toLowerCase(Locale.ROOT);
        return lower.startsWith("zimbrareverseproxy")
                || lower.startsWith("zimbramailproxy")
                || lower.matches("zimbra.*proxy.*port");
    }

    /** What other proxies have otherwise: the resource is one for all of them. */
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
        List<Value> theirs = view.of(other).values(attribute);
        Function<List<Value>, TreeSet<String>> texts =
                values -> values.stream().map(Value::text).collect(Collectors.toCollection(TreeSet::new));
        if (!texts.apply(theirs).equals(texts.apply(view.proxy().values(attribute)))) {
            String advice = "the proxies differ, the resource is one for all: "
                    + view.proxyEntry().map(Entry::name).orElse("") + " was taken; --server takes another.";
            if (theirs.isEmpty()) {
                view.notes().remark(attribute + " is not set at " + other.name(), advice);
            }
            theirs.forEach(value -> view.notes().remark(value, advice));
        }
    }
}
