package io.zimbraproxy.operator.apply;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** Which kinds of other projects this cluster has. It is asked again now and then: they come and go. */
public final class OptionalKinds {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Clock clock;
    private Set<String> known = Set.of();
    private Instant asked = Instant.MIN;

    public OptionalKinds(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Their names, as {@code ServiceMonitor}. */
    public synchronized Set<String> known() {
        Instant now = clock.instant();
        if (asked.plus(AGAIN).isBefore(now)) {
            Set<String> found = new TreeSet<>();
            for (GroupVersionKind kind : OwnedSources.EXTRAS) {
                APIResourceList resources = client.getApiResources(kind.apiVersion());
                if (resources != null
                        && resources.getResources().stream()
                                .map(APIResource::getKind)
                                .anyMatch(kind.getKind()::equals)) {
                    found.add(kind.getKind());
                }
            }
            known = Set.copyOf(found);
            asked = now;
        }
        return known;
    }
}
