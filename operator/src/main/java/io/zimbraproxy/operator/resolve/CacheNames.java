package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.stream.IntStream;

/** What the cache that the operator runs for a resource is called, and its servers. */
public final class CacheNames {
    /** Of memcached. */
    public static final int PORT = 11211;

    private CacheNames() {}

    /** The cache of a resource, as a StatefulSet and as a Service. */
    public static String cache(String instance) {
        return instance + "-cache";
    }

    /** {@code host:port} of each server; they stay when pods are made anew. */
    static List<String> servers(ObjectMeta metadata, int replicas) {
        String cache = cache(metadata.getName());
        String domain = cache + '.' + metadata.getNamespace() + ".svc:" + PORT;
        return IntStream.range(0, replicas)
                .mapToObj(number -> cache + '-' + number + '.' + domain)
                .toList();
    }
}
