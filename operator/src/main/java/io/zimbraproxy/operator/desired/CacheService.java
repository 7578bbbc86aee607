package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.zimbraproxy.operator.resolve.CacheNames;
import java.util.List;

/** Headless Service that gives each server of the managed cache a host name. */
public final class CacheService implements Owned {
    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        if (context.spec().routeCache().managed() == null) {
            return List.of();
        }
        return List.of(new ServiceBuilder()
                .withMetadata(Labels.of(context, CacheNames.cache(context.name()), Labels.ofCache(context)))
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(Labels.ofCache(context))
                .addNewPort()
                .withName(CacheStatefulSet.CONTAINER)
                .withProtocol("TCP")
                .withPort(CacheNames.PORT)
                .withTargetPort(new IntOrString(CacheNames.PORT))
                .endPort()
                .endSpec()
                .build());
    }
}
