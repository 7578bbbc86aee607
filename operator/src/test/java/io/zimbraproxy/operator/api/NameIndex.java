package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.client.server.mock.KubernetesAttributesExtractor;
import io.fabric8.mockwebserver.crud.AttributeSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Index of the mock server's objects by full name. The mock itself searches all objects for each request. */
final class NameIndex {
    private static final List<String> NAME = List.of(
            KubernetesAttributesExtractor.PLURAL,
            KubernetesAttributesExtractor.NAMESPACE,
            KubernetesAttributesExtractor.NAME);
    private static final List<String> GROUP =
            List.of(KubernetesAttributesExtractor.API, KubernetesAttributesExtractor.VERSION);

    private final Map<List<String>, Map.Entry<AttributeSet, String>> objects = new ConcurrentHashMap<>();

    /** Returns whether the attributes contain kind, namespace and name. */
    static boolean named(AttributeSet attributes) {
        return NAME.stream().allMatch(attributes::containsKey);
    }

    /** Finds the object with this name. */
    Optional<Map.Entry<AttributeSet, String>> find(AttributeSet name) {
        return Optional.ofNullable(objects.get(key(name)));
    }

    void put(AttributeSet object, String json) {
        if (named(object)) {
            objects.put(key(object), Map.entry(object, json));
        }
    }

    void remove(AttributeSet object) {
        objects.remove(key(object));
    }

    /** Objects of the core group have no group attribute; their key contains "null" instead. */
    private static List<String> key(AttributeSet attributes) {
        return Stream.concat(GROUP.stream(), NAME.stream())
                .map(part -> String.valueOf(attributes.getAttribute(part)))
                .toList();
    }
}
