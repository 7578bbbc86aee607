package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.ServersFrom;
import io.zimbraproxy.operator.resolve.ServerNames;
import java.util.List;

/** A Service for each pool that is chosen by labels: Kubernetes then says which pods are ready. */
public final class PoolService implements Owned {
    @Override
    public List<? extends HasMetadata> desired(Site site) {
        return site.spec().upstream().pools().stream()
                .filter(pool -> pool.serversFrom() != null && pool.serversFrom().selector() != null)
                .map(pool -> service(site, pool))
                .toList();
    }

    private static HasMetadata service(Site site, Pool pool) {
        ServersFrom from = pool.serversFrom();
        return new ServiceBuilder()
                .withMetadata(Labels.of(site, ServerNames.service(site.name(), pool), Labels.ofPods(site)))
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withSelector(from.selector().matchLabels())
                .addNewPort()
                .withName("http")
                .withProtocol("TCP")
                .withPort(from.httpPort())
                .withTargetPort(new IntOrString(from.httpPort()))
                .endPort()
                .addNewPort()
                .withName("https")
                .withProtocol("TCP")
                .withPort(from.httpsPort())
                .withTargetPort(new IntOrString(from.httpsPort()))
                .endPort()
                .endSpec()
                .build();
    }
}
