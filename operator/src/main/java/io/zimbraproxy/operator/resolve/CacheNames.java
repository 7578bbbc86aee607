package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.stream.IntStream;

/** Names of the memcached StatefulSet that the operator runs for a resource. */
public final class CacheNames {
    /** Port of memcached. */
    public static final int PORT = 11211;

    private CacheNames() {}

    /** Returns the name of the cache's StatefulSet and Service. */
    public static String cache(String instance) {
        return instance + "-cache";
    }

    /** Returns {@code host:port} of each server. The host names of a StatefulSet survive a restart of its pods. */
    static List<String> servers(ObjectMeta metadata, int replicas) {
        String cache = cache(metadata.getName());
        String domain = cache + '.' + metadata.getNamespace() + ".svc:" + PORT;
        return IntStream.range(0, replicas)
                .mapToObj(number -> cache + '-' + number + '.' + domain)
                .toList();
    }
}
