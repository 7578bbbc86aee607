package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Every kind of object there is for a resource, in the order in which they are applied: pods come last. */
public final class AllOwned {
    public static final List<Owned> ALL = List.of(
            new PodServiceAccount(),
            new SecretBundles(),
            new ProxyConfigMap(),
            new NetworkPolicies(),
            new MetricsService(),
            new ProxyService(),
            new PoolService(),
            new CertificateRequests(),
            new CacheService(),
            new CacheStatefulSet(),
            new ProxyDeployment(),
            new ProxyDaemonSet(),
            new DisruptionBudget(),
            new Autoscaler(),
            new ProxyServiceMonitor());

    private AllOwned() {}

    /** Every object there shall be for a resource, in the same order. */
    public static List<Wanted> of(DesiredContext context) {
        return ALL.stream()
                .flatMap(owned -> owned.desired(context).stream()
                        .map(object -> new Wanted(object, owned.waitsForReferences(), owned.keepsWithPods())))
                .toList();
    }

    /**
     * An object.
     *
     * @param waits whether it stays as it is while references of the resource are broken
     * @param keeps whether it does once it is there
     */
    public record Wanted(HasMetadata object, boolean waits, boolean keeps) {}
}
