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

/**
 * NetworkPolicies for incoming connections: public ports accept all addresses, the management port accepts all pods of the cluster, and
 * the managed cache accepts the proxies only.
 */
public final class NetworkPolicies implements Owned {
    @Override
    public WhileHeld whileHeld() {
        return WhileHeld.CREATE;
    }

    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        if (!context.pods().networkPolicy().enabled()) {
            return List.of();
        }
        List<HasMetadata> policies = new ArrayList<>();
        policies.add(proxies(context));
        if (context.spec().routeCache().managed() != null) {
            policies.add(cache(context));
        }
        return policies;
    }

    private static HasMetadata proxies(DesiredContext context) {
        return new NetworkPolicyBuilder()
                .withMetadata(Labels.of(context, ""))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.ofPods(context))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withPorts(context.config().listeners().stream()
                        .map(listener -> port(listener.effectiveBindPort()))
                        .toList())
                .endIngress()
                .addNewIngress()
                .withPorts(port(BasePodTemplate.MANAGEMENT_PORT))
                .addNewFrom()
                .withNamespaceSelector(new LabelSelector())
                .endFrom()
                .endIngress()
                .endSpec()
                .build();
    }

    private static HasMetadata cache(DesiredContext context) {
        return new NetworkPolicyBuilder()
                .withMetadata(Labels.of(context, CacheNames.cache(context.name()), Labels.ofCache(context)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.ofCache(context))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withPorts(port(CacheNames.PORT))
                .addNewFrom()
                .withNewPodSelector()
                .withMatchLabels(Labels.ofPods(context))
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
