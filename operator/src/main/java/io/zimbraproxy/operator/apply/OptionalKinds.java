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

/** Kinds of other projects that this cluster has. The answer is cached for a minute, because CRDs can be installed at any time. */
public final class OptionalKinds {
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Clock clock;
    private Set<String> known = Set.of();
    private Instant updated = Instant.MIN;

    public OptionalKinds(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Returns their names, for example {@code ServiceMonitor}. */
    public synchronized Set<String> known() {
        Instant now = clock.instant();
        if (updated.plus(MAX_AGE).isBefore(now)) {
            Set<String> found = new TreeSet<>();
            for (GroupVersionKind kind : OwnedSources.OPTIONAL_KINDS) {
                APIResourceList resources = client.getApiResources(kind.apiVersion());
                if (resources != null
                        && resources.getResources().stream()
                                .map(APIResource::getKind)
                                .anyMatch(kind.getKind()::equals)) {
                    found.add(kind.getKind());
                }
            }
            known = Set.copyOf(found);
            updated = now;
        }
        return known;
    }
}
