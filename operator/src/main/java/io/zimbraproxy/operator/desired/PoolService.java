package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.ServersFrom;
import io.zimbraproxy.operator.resolve.PoolServiceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Headless Service for each pool with a label selector. Its EndpointSlices tell which pods are ready. */
public final class PoolService implements Owned {
    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        List<HasMetadata> services = new ArrayList<>();
        for (Pool pool : context.spec().upstream().pools()) {
            ServersFrom from = pool.serversFrom();
            if (from != null && from.selector() != null) {
                services.add(service(
                        context,
                        PoolServiceNames.of(context.name(), pool, from),
                        from.selector().matchLabels(),
                        ports(from)));
            }
        }
        return services;
    }

    private static HasMetadata service(
            DesiredContext context, String name, Map<String, String> selector, List<ServicePort> ports) {
        return new ServiceBuilder()
                .withMetadata(Labels.of(context, name, Labels.ofPods(context)))
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withSelector(selector)
                .withPorts(ports)
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
