package io.zimbraproxy.operator.desired;

import java.util.List;

/** All kinds of objects that belong to a resource, in the order in which they are applied: pods come last. */
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

    /** Returns all desired objects of a resource, in the same order. */
    public static List<DesiredObject> of(DesiredContext context) {
        return ALL.stream()
                .flatMap(owned ->
                        owned.desired(context).stream().map(object -> new DesiredObject(object, owned.whileHeld())))
                .toList();
    }
}
