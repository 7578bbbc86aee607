package io.zimbraproxy.crds.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of maps that keep the order in which the entries were written. */
final class Ordered {
    private Ordered() {}

    /** A copy that cannot be changed; empty for null. */
    static <V> Map<String, V> copyOf(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
