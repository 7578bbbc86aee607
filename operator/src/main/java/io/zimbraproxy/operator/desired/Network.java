package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.zimbraproxy.operator.resolve.CacheNames;
import java.util.ArrayList;
import java.util.List;

/** Who may connect: everybody to the public ports, the cluster to the management port, the proxies alone to their cache. */
public final class Network implements Owned {
    @Override
    public boolean keepsWithPods() {
        return true;
    }

    @Override
    public List<? extends HasMetadata> desired(Site site) {
        if (!site.pods().networkPolicy().enabled()) {
            return List.of();
        }
        List<HasMetadata> policies = new ArrayList<>();
        policies.add(proxies(site));
        if (site.spec().routeCache().managed() != null) {
            policies.add(cache(site));
        }
        return policies;
    }

    private static HasMetadata proxies(Site site) {
        return new NetworkPolicyBuilder()
                .withMetadata(Labels.of(site, ""))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.ofPods(site))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withPorts(site.config().listeners().stream()
                        .map(listener -> port(listener.effectiveBindPort()))
                        .toList())
                .endIngress()
                .addNewIngress()
                .withPorts(port(PodTemplate.MANAGEMENT_PORT))
                .addNewFrom()
                .withNamespaceSelector(new LabelSelector())
                .endFrom()
                .endIngress()
                .endSpec()
                .build();
    }

    private static HasMetadata cache(Site site) {
        return new NetworkPolicyBuilder()
                .withMetadata(Labels.of(site, CacheNames.cache(site.name()), Labels.ofCache(site)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.ofCache(site))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withPorts(port(CacheNames.PORT))
                .addNewFrom()
                .withNewPodSelector()
                .withMatchLabels(Labels.ofPods(site))
                .endPodSelector()
                .endFrom()
                .endIngress()
                .endSpec()
                .build();
    }

    private static NetworkPolicyPort port(int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol("TCP")
                .withPort(new IntOrString(port))
                .build();
    }
}
