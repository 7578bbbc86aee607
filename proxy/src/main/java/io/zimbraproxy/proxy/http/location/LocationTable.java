package io.zimbraproxy.proxy.http.location;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Locations in the order in which nginx matches them: the exact path, the longest prefix, then the first condition that the path
 * in lower case meets.
 */
public final class LocationTable {
    private record Prefix(String path, WebLocation location) {}

    private record Condition(Predicate<String> matches, WebLocation location) {}

    private final Map<String, WebLocation> exact = new HashMap<>();
    private final List<Prefix> prefixes = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();

    /** Adds a location for one path. */
    LocationTable exact(String path, WebLocation location) {
        exact.put(path, location);
        return this;
    }

    /** Adds a location for all paths with this prefix. */
    LocationTable prefix(String path, WebLocation location) {
        prefixes.add(new Prefix(path, location));
        prefixes.sort(Comparator.comparingInt((Prefix prefix) -> -prefix.path().length()));
        return this;
    }

    /** Adds a location for all paths that meet a condition, which is tested on the path in lower case. */
    LocationTable condition(Predicate<String> matches, WebLocation location) {
        conditions.add(new Condition(matches, location));
        return this;
    }

    /** Returns the location of a path in a table that has one for every path. */
    WebLocation get(NormalPath path) {
        return Objects.requireNonNull(find(path), "the table has no location for /");
    }

    /** Returns the location of a path, or null if none matches. */
    @Nullable
    WebLocation find(NormalPath path) {
        WebLocation whole = exact.get(path.text());
        if (whole != null) {
            return whole;
        }
        WebLocation root = null;
        for (Prefix prefix : prefixes) {
            if (path.text().startsWith(prefix.path())) {
                if (!prefix.path().equals("/")) {
                    return prefix.location();
                }
                root = prefix.location();
            }
        }
        if (!conditions.isEmpty()) {
            String lower = path.lowerCase();
            for (Condition condition : conditions) {
                if (condition.matches().test(lower)) {
                    return condition.location();
                }
            }
        }
        return root;
    }
}
