package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.ServiceSettings;
import io.zimbraproxy.crds.spec.ServiceType;
import java.util.List;

/** Service that clients connect to. It maps the public ports to the bind ports of the pods. */
public final class ProxyService implements Owned {
    @Override
    public WhileHeld whileHeld() {
        return WhileHeld.CREATE;
    }

    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        ServiceSettings settings = context.pods().service();
        Service service = new ServiceBuilder()
                .withMetadata(Labels.of(context, ""))
                .withNewSpec()
                .withType(settings.type().name())
                .withSelector(Labels.ofPods(context))
                .withPorts(context.config().listeners().stream()
                        .map(ProxyService::port)
                        .toList())
                .endSpec()
                .build();
        if (!settings.annotations().isEmpty()) {
            service.getMetadata().setAnnotations(settings.annotations());
        }
        families(service, settings);
        if (settings.type() != ServiceType.ClusterIP) {
            service.getSpec()
                    .setExternalTrafficPolicy(settings.externalTrafficPolicy().name());
        }
        if (settings.type() == ServiceType.LoadBalancer) {
            service.getSpec().setLoadBalancerClass(settings.loadBalancerClass());
            service.getSpec().setLoadBalancerSourceRanges(settings.loadBalancerSourceRanges());
        }
        return List.of(service);
    }

    private static void families(Service service, ServiceSettings settings) {
        if (settings.ipFamilyPolicy() != null) {
            service.getSpec().setIpFamilyPolicy(settings.ipFamilyPolicy().name());
        }
        service.getSpec()
                .setIpFamilies(settings.ipFamilies().stream().map(Enum::name).toList());
    }

    private static ServicePort port(Listener listener) {
        return new ServicePortBuilder()
                .withName(listener.name())
                .withProtocol("TCP")
                .withPort(listener.port())
                .withTargetPort(new IntOrString(listener.effectiveBindPort()))
                .build();
    }
}
