package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.ServersFrom;
import io.zimbraproxy.operator.resolve.PoolServiceNames;
import java.util.List;

/** Headless Service for each pool with a label selector. Its EndpointSlices tell which pods are ready. */
public final class PoolService implements Owned {
    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        return context.spec().upstream().pools().stream()
                .filter(pool -> pool.serversFrom() != null && pool.serversFrom().selector() != null)
                .map(pool -> service(context, pool))
                .toList();
    }

    private static HasMetadata service(DesiredContext context, Pool pool) {
        ServersFrom from = pool.serversFrom();
        return new ServiceBuilder()
                .withMetadata(Labels.of(context, PoolServiceNames.of(context.name(), pool), Labels.ofPods(context)))
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withSelector(from.selector().matchLabels())
                .withPorts(ports(from))
                .endSpec()
                .build();
    }

    /** Returns one port if both protocols share a number, because a Service has each port number once. */
    private static List<ServicePort> ports(ServersFrom from) {
        ServicePort http = port("http", from.httpPort());
        return from.httpPort().equals(from.httpsPort())
                ? List.of(http)
                : List.of(http, port("https", from.httpsPort()));
    }

    private static ServicePort port(String name, Integer port) {
        return new ServicePortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withPort(port)
                .withTargetPort(new IntOrString(port))
                .build();
    }
}
