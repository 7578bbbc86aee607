package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Resources;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.crds.spec.WorkloadKind;
import io.zimbraproxy.operator.resolve.BindPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The operator's own pod template for the proxies. It contains nothing that running pods can reload, so a change of listeners, domains
 * or certificates does not roll the pods.
 */
final class BasePodTemplate {
    static final String MANAGEMENT = "management";
    static final int MANAGEMENT_PORT = BindPorts.MANAGEMENT;
    static final String CONTAINER = "proxy";
    static final String CONFIG_FOLDER = "/etc/zimbra-proxy/config";
    static final String SECRETS_FOLDER = "/etc/zimbra-proxy/secrets";

    /** User id in the image of the proxy. */
    static final long USER = 65532L;

    /** Added to the drain time, so that a process that ends on its own is not killed. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final Resources DEFAULT_RESOURCES = new Resources(
            Map.of("cpu", new Quantity("250m"), "memory", new Quantity("512Mi")),
            Map.of("memory", new Quantity("1Gi")));

    private BasePodTemplate() {}

    /** Returns the template, before the resource's own template is merged in. */
    static PodTemplateSpec of(DesiredContext context) {
        PodTemplateSpec template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.managed(Labels.ofPods(context)))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(context.name())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(SecurityContexts.pod(USER))
                .withTerminationGracePeriodSeconds(grace(context.spec().timeouts()))
                .withTopologySpreadConstraints(TopologySpread.over(Labels.ofPods(context)))
                .withContainers(container(context))
                .withVolumes(Volumes.of(context.name()))
                .endSpec()
                .build();
        if (!context.pods().podAnnotations().isEmpty()) {
            template.getMetadata().setAnnotations(context.pods().podAnnotations());
        }
        if (!context.pods().nodeSelector().isEmpty()) {
            template.getSpec().setNodeSelector(context.pods().nodeSelector());
        }
        return template;
    }

    private static long grace(Timeouts timeouts) {
        return timeouts.drainSettle().plus(timeouts.drain()).plus(GRACE).toSeconds();
    }

    private static Container container(DesiredContext context) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(
                        context.pods().image() == null
                                ? context.images().proxy()
                                : context.pods().image())
                .withImagePullPolicy("IfNotPresent")
                .withArgs("--config", CONFIG_FOLDER + "/" + ProxyConfigMap.FILE, "--secrets-dir", SECRETS_FOLDER)
                .withPorts(ports(context))
                .withResources(requirements(
                        context.pods().resources() == null
                                ? DEFAULT_RESOURCES
                                : context.pods().resources()))
                .withSecurityContext(SecurityContexts.container())
                .withStartupProbe(probe("started", 1, 120))
                .withLivenessProbe(probe("live", 10, 6))
                .withReadinessProbe(probe("ready", 5, 3))
                .withVolumeMounts(Volumes.mounts())
                .build();
    }

    /**
     * Returns the container ports. A Deployment lists the management port only, because the Service needs no container ports; a
     * DaemonSet also opens the public ports on its node.
     */
    private static List<ContainerPort> ports(DesiredContext context) {
        List<ContainerPort> ports = new ArrayList<>();
        ports.add(new ContainerPortBuilder()
                .withName(MANAGEMENT)
                .withContainerPort(MANAGEMENT_PORT)
                .withProtocol("TCP")
                .build());
        if (context.pods().kind() == WorkloadKind.DaemonSet) {
            for (Listener listener : context.config().listeners()) {
                ports.add(new ContainerPortBuilder()
                        .withName("port-" + listener.port())
                        .withContainerPort(listener.effectiveBindPort())
                        .withHostPort(listener.port())
                        .withProtocol("TCP")
                        .build());
            }
        }
        return ports;
    }

    private static Probe probe(String health, int period, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/q/health/" + health)
                .withPort(new IntOrString(MANAGEMENT_PORT))
                .withScheme("HTTP")
                .endHttpGet()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }

    static ResourceRequirements requirements(Resources resources) {
        return new ResourceRequirementsBuilder()
                .withRequests(resources.requests())
                .withLimits(resources.limits())
                .build();
    }
}
