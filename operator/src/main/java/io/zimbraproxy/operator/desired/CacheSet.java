package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.zimbraproxy.crds.spec.ManagedCache;
import io.zimbraproxy.operator.resolve.CacheNames;
import java.util.List;

/** memcached for the proxies of one resource. Its servers have names that stay: keys are spread over them by their order. */
public final class CacheSet implements Owned {
    static final String CONTAINER = "memcached";

    /** The user that the images of memcached have. */
    private static final long USER = 11211L;

    /** What memcached takes beside the entries. */
    private static final int OVERHEAD_MIB = 32;

    @Override
    public List<? extends HasMetadata> desired(Site site) {
        ManagedCache wanted = site.spec().routeCache().managed();
        if (wanted == null) {
            return List.of();
        }
        return List.of(new StatefulSetBuilder()
                .withMetadata(Labels.of(site, CacheNames.cache(site.name()), Labels.ofCache(site)))
                .withNewSpec()
                .withServiceName(CacheNames.cache(site.name()))
                .withReplicas(wanted.replicas())
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(Labels.ofCache(site))
                .endSelector()
                .withTemplate(template(site, wanted))
                .endSpec()
                .build());
    }

    private static PodTemplateSpec template(Site site, ManagedCache wanted) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.managed(Labels.ofCache(site)))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(site.name())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Restricted.pod(USER))
                .withTopologySpreadConstraints(Spread.over(Labels.ofCache(site)))
                .withContainers(container(site, wanted))
                .endSpec()
                .build();
    }

    private static Container container(Site site, ManagedCache wanted) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(wanted.image() == null ? site.memcachedImage() : wanted.image())
                .withImagePullPolicy("IfNotPresent")
                .withArgs(
                        "--memory-limit=" + wanted.memoryMiB(),
                        "--conn-limit=" + wanted.maxConnections(),
                        "--port=" + CacheNames.PORT,
                        "--udp-port=0")
                .withSecurityContext(Restricted.container())
                .withResources(resources(wanted))
                .addNewPort()
                .withName(CONTAINER)
                .withContainerPort(CacheNames.PORT)
                .withProtocol("TCP")
                .endPort()
                .withNewReadinessProbe()
                .withNewTcpSocket()
                .withPort(new IntOrString(CacheNames.PORT))
                .endTcpSocket()
                .withPeriodSeconds(5)
                .endReadinessProbe()
                .withNewLivenessProbe()
                .withNewTcpSocket()
                .withPort(new IntOrString(CacheNames.PORT))
                .endTcpSocket()
                .withPeriodSeconds(10)
                .withFailureThreshold(6)
                .endLivenessProbe()
                .build();
    }

    private static ResourceRequirements resources(ManagedCache wanted) {
        if (wanted.resources() != null) {
            return PodTemplate.requirements(wanted.resources());
        }
        Quantity memory = new Quantity(wanted.memoryMiB() + OVERHEAD_MIB + "Mi");
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity("50m"))
                .addToRequests("memory", memory)
                .addToLimits("memory", memory)
                .build();
    }
}
