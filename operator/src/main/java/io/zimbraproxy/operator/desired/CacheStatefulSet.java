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

/** StatefulSet of memcached, the managed cache of one resource. Stable server names keep the distribution of keys stable. */
public final class CacheStatefulSet implements Owned {
    static final String CONTAINER = "memcached";

    /** User id in the images of memcached. */
    private static final long USER = 11211L;

    /** Memory that memcached needs besides the entries. */
    private static final int OVERHEAD_MIB = 32;

    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        ManagedCache cache = context.spec().routeCache().managed();
        if (cache == null) {
            return List.of();
        }
        return List.of(new StatefulSetBuilder()
                .withMetadata(Labels.of(context, CacheNames.cache(context.name()), Labels.ofCache(context)))
                .withNewSpec()
                .withServiceName(CacheNames.cache(context.name()))
                .withReplicas(cache.replicas())
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(Labels.ofCache(context))
                .endSelector()
                .withTemplate(template(context, cache))
                .endSpec()
                .build());
    }

    private static PodTemplateSpec template(DesiredContext context, ManagedCache cache) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.managed(Labels.ofCache(context)))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(context.name())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(SecurityContexts.pod(USER))
                .withTopologySpreadConstraints(TopologySpread.over(Labels.ofCache(context)))
                .withContainers(container(context, cache))
                .endSpec()
                .build();
    }

    private static Container container(DesiredContext context, ManagedCache cache) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(cache.image() == null ? context.images().memcached() : cache.image())
                .withImagePullPolicy("IfNotPresent")
                .withArgs(
                        "--memory-limit=" + cache.memoryMiB(),
                        "--conn-limit=" + cache.maxConnections(),
                        "--port=" + CacheNames.PORT,
                        "--udp-port=0")
                .withSecurityContext(SecurityContexts.container())
                .withResources(resources(cache))
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

    private static ResourceRequirements resources(ManagedCache cache) {
        if (cache.resources() != null) {
            return BasePodTemplate.requirements(cache.resources());
        }
        Quantity memory = new Quantity(cache.memoryMiB() + OVERHEAD_MIB + "Mi");
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity("50m"))
                .addToRequests("memory", memory)
                .addToLimits("memory", memory)
                .build();
    }
}
