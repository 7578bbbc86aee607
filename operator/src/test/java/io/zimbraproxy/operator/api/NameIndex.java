package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.client.server.mock.KubernetesAttributesExtractor;
import io.fabric8.mockwebserver.crud.AttributeSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds objects of the mock server by their full names; the mock looks through all it has for each request. */
final class NameIndex {
    private static final List<String> NAME = List.of(
            KubernetesAttributesExtractor.PLURAL,
            KubernetesAttributesExtractor.NAMESPACE,
            KubernetesAttributesExtractor.NAME);
    private static final List<String> GROUP =
            List.of(KubernetesAttributesExtractor.API, KubernetesAttributesExtractor.VERSION);

    private final Map<List<String>, Map.Entry<AttributeSet, String>> objects = new ConcurrentHashMap<>();

    /** Whether something is a full name, or has one. */
    static boolean named(AttributeSet attributes) {
        return NAME.stream().allMatch(attributes::containsKey);
    }

    /** What is called that. */
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

    /** The core group is told by nothing. */
    private static List<String> key(AttributeSet attributes) {
        return Stream.concat(GROUP.stream(), NAME.stream())
                .map(part -> String.valueOf(attributes.getAttribute(part)))
                .toList();
    }
}
