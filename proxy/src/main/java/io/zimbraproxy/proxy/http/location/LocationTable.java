package io.zimbraproxy.proxy.http.location;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Locations in the order in which nginx looks at them: the whole path, the longest prefix, then the first that fits anywhere
 * in the path in any case of letters.
 */
public final class LocationTable {
    private record Prefix(String path, Location location) {}

    private record Anywhere(Predicate<String> fits, Location location) {}

    private final Map<String, Location> exact = new HashMap<>();
    private final List<Prefix> prefixes = new ArrayList<>();
    private final List<Anywhere> anywhere = new ArrayList<>();

    /** The whole path. */
    LocationTable exact(String path, Location location) {
        exact.put(path, location);
        return this;
    }

    /** The beginning of the path. */
    LocationTable prefix(String path, Location location) {
        prefixes.add(new Prefix(path, location));
        prefixes.sort(Comparator.comparingInt((Prefix prefix) -> -prefix.path().length()));
        return this;
    }

    /** A condition on the path in small letters. */
    LocationTable anywhere(Predicate<String> fits, Location location) {
        anywhere.add(new Anywhere(fits, location));
        return this;
    }

    /** The location of this path; null when none fits. */
    Location find(NormalPath path) {
        Location whole = exact.get(path.text());
        if (whole != null) {
            return whole;
        }
        Location rest = null;
        for (Prefix prefix : prefixes) {
            if (path.text().startsWith(prefix.path())) {
                if (!prefix.path().equals("/")) {
                    return prefix.location();
                }
                rest = prefix.location();
            }
        }
        if (!anywhere.isEmpty()) {
            String lower = path.lowerCase();
            for (Anywhere place : anywhere) {
                if (place.fits().test(lower)) {
                    return place.location();
                }
            }
        }
        return rest;
    }
}
