package io.zimbraproxy.operator;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.WorkloadKind;
import io.zimbraproxy.operator.apply.OwnedSources;
import io.zimbraproxy.operator.apply.ReferencedSources;
import io.zimbraproxy.operator.desired.ClusterState;
import io.zimbraproxy.operator.status.ServiceAddresses;
import io.zimbraproxy.operator.status.Workload;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** State of the cluster around one resource, from the caches of the watches. */
final class WatchedCluster implements ClusterState {
    private final ZimbraProxy proxy;
    private final Context<ZimbraProxy> context;
    private final ReferencedSources referenced;

    WatchedCluster(ZimbraProxy proxy, Context<ZimbraProxy> context, ReferencedSources referenced) {
        this.proxy = proxy;
        this.context = context;
        this.referenced = referenced;
    }

    @Override
    public Optional<Secret> secret(String name) {
        return referenced.secret(proxy, name);
    }

    @Override
    public Collection<EndpointSlice> slices(String service) {
        return referenced.slices(proxy, service);
    }

    @Override
    public Map<String, Map<String, byte[]>> bundles() {
        Map<String, Map<String, byte[]>> bundles = new TreeMap<>();
        OwnedSources.of(Secret.class, context)
                .getSecondaryResources(proxy)
                .forEach(secret -> bundles.put(secret.getMetadata().getName(), decoded(secret)));
        return bundles;
    }

    private static Map<String, byte[]> decoded(Secret secret) {
        Map<String, byte[]> files = new TreeMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((file, content) ->
                            files.put(file, Base64.getDecoder().decode(content)));
        }
        return files;
    }

    /** Returns the counts of pods. */
    Workload workload() {
        ResourceID name = ResourceID.fromResource(proxy);
        return proxy.getSpec().deployment().kind() == WorkloadKind.DaemonSet
                ? OwnedSources.of(DaemonSet.class, context)
                        .get(name)
                        .map(Workload::of)
                        .orElse(Workload.NONE)
                : OwnedSources.of(Deployment.class, context)
                        .get(name)
                        .map(Workload::of)
                        .orElse(Workload.NONE);
    }

    /** Returns the addresses at which clients reach the proxy. */
    List<String> addresses() {
        return OwnedSources.of(Service.class, context)
                .get(ResourceID.fromResource(proxy))
                .map(ServiceAddresses::of)
                .orElse(List.of());
    }
}
