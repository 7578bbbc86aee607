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
        ServiceSettings wanted = context.pods().service();
        Service service = new ServiceBuilder()
                .withMetadata(Labels.of(context, ""))
                .withNewSpec()
                .withType(wanted.type().name())
                .withSelector(Labels.ofPods(context))
                .withPorts(context.config().listeners().stream()
                        .map(ProxyService::port)
                        .toList())
                .endSpec()
                .build();
        if (!wanted.annotations().isEmpty()) {
            service.getMetadata().setAnnotations(wanted.annotations());
        }
        families(service, wanted);
        if (wanted.type() != ServiceType.ClusterIP) {
            service.getSpec()
                    .setExternalTrafficPolicy(wanted.externalTrafficPolicy().name());
        }
        if (wanted.type() == ServiceType.LoadBalancer) {
            service.getSpec().setLoadBalancerClass(wanted.loadBalancerClass());
            service.getSpec().setLoadBalancerSourceRanges(wanted.loadBalancerSourceRanges());
        }
        return List.of(service);
    }

    private static void families(Service service, ServiceSettings wanted) {
        if (wanted.ipFamilyPolicy() != null) {
            service.getSpec().setIpFamilyPolicy(wanted.ipFamilyPolicy().name());
        }
        service.getSpec()
                .setIpFamilies(wanted.ipFamilies().stream().map(Enum::name).toList());
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
