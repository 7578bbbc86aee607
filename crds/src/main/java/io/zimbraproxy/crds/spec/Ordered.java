package io.zimbraproxy.crds.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of maps that keep the order of the entries. */
final class Ordered {
    private Ordered() {}

    /** Returns an unmodifiable copy; empty for null. */
    static <V> Map<String, V> copyOf(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
