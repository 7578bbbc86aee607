package io.zimbraproxy.operator.desired;

import java.util.List;

/** Every kind of object there is for a resource, in the order in which they are applied: pods come last. */
public final class AllOwned {
    public static final List<Owned> ALL = List.of(
            new Account(),
            new SecretBundles(),
            new ConfigObject(),
            new Network(),
            new MetricsService(),
            new ProxyService(),
            new PoolService(),
            new CertificateRequests(),
            new CacheService(),
            new CacheSet(),
            new ProxyDeployment(),
            new ProxyDaemonSet(),
            new DisruptionBudget(),
            new Autoscaler(),
            new Monitor());

    private AllOwned() {}
}
