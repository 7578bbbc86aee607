package io.zimbraproxy.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.operator.desired.Labels;
import io.zimbraproxy.operator.pods.PodReadiness;
import io.zimbraproxy.operator.resolve.References;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Watches the objects that the operator only reads: the Secrets and EndpointSlices that resources reference, and the pods. */
public final class ReferencedSources {
    private static final String SERVICE_OF_SLICE = "kubernetes.io/service-name";
    private static final String SECRETS = "secrets";
    private static final String SERVICES = "services";
    private static final String PODS = "pods";

    private final InformerEventSource<Secret, ZimbraProxy> secrets;
    private final InformerEventSource<EndpointSlice, ZimbraProxy> slices;
    private final InformerEventSource<Pod, ZimbraProxy> pods;
    /** True for an operator of the whole cluster; others watch a fixed set of namespaces. */
    private final boolean wholeCluster;

    private final Set<String> followed = new TreeSet<>();

    /**
     * Creates the watches. A change triggers a reconcile only of the resources that reference the object. An operator of the whole
     * cluster watches Secrets and EndpointSlices in its own namespace and in the namespaces that have resources.
     */
    public ReferencedSources(EventSourceContext<ZimbraProxy> context, String ownNamespace) {
        context.getPrimaryCache().addIndexer(SECRETS, proxy -> keys(proxy, References.secrets(proxy.getSpec())));
        context.getPrimaryCache()
                .addIndexer(
                        SERVICES,
                        proxy -> keys(
                                proxy, References.services(proxy.getMetadata().getName(), proxy.getSpec())));
        wholeCluster = context.getControllerConfiguration().getInformerConfig().watchAllNamespaces();
        Set<String> first = wholeCluster
                ? Set.of(ownNamespace)
                : context.getControllerConfiguration()
                        .getInformerConfig()
                        .getEffectiveNamespaces(context.getControllerConfiguration());
        secrets = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, ZimbraProxy.class)
                        .withName(SECRETS)
                        .withLabelSelector(Labels.MANAGED_BY + "!=" + Labels.OPERATOR)
                        .withNamespaces(first)
                        .withSecondaryToPrimaryMapper(secret -> referencing(
                                context, SECRETS, secret, secret.getMetadata().getName()))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(now.getData(), before.getData()))
                        .build(),
                context);
        slices = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(EndpointSlice.class, ZimbraProxy.class)
                        .withName(SERVICES)
                        .withNamespaces(first)
                        .withSecondaryToPrimaryMapper(slice -> referencing(context, SERVICES, slice, service(slice)))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(now.getEndpoints(), before.getEndpoints()))
                        .build(),
                context);
        slices.addIndexers(
                Map.of(SERVICES, slice -> List.of(key(slice.getMetadata().getNamespace(), service(slice)))));
        pods = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Pod.class, ZimbraProxy.class)
                        .withName(PODS)
                        .withLabelSelector(Labels.MANAGED_BY + "=" + Labels.OPERATOR)
                        .withSecondaryToPrimaryMapper(ReferencedSources::owner)
                        .withOnUpdateFilter((now, before) -> !Objects.equals(relevantState(now), relevantState(before)))
                        .build(),
                context);
    }

    /** Returns all watches; they start with the operator. */
    public List<InformerEventSource<?, ZimbraProxy>> all() {
        return List.of(secrets, slices, pods);
    }

    /** Watches the namespace of a resource from now on. Before this call its references cannot be resolved. */
    public void follow(ZimbraProxy proxy) {
        String namespace = proxy.getMetadata().getNamespace();
        synchronized (followed) {
            if (!wholeCluster || !followed.add(namespace)) {
                return;
            }
            try {
                watchFollowed();
            } catch (RuntimeException notStarted) {
                // The source keeps a watch that failed to start and never starts it again, so it must be removed.
                followed.remove(namespace);
                watchFollowed();
                throw notStarted;
            }
        }
    }

    private void watchFollowed() {
        secrets.changeNamespaces(Set.copyOf(followed));
        slices.changeNamespaces(Set.copyOf(followed));
    }

    /** Finds a Secret in the namespace of the resource. */
    public Optional<Secret> secret(ZimbraProxy proxy, String name) {
        return secrets.get(new ResourceID(name, proxy.getMetadata().getNamespace()));
    }

    /** Returns the EndpointSlices of a Service in the namespace of the resource. */
    public Collection<EndpointSlice> slices(ZimbraProxy proxy, String service) {
        return slices.byIndex(SERVICES, key(proxy.getMetadata().getNamespace(), service));
    }

    /** Returns the proxy pods of a resource, not those of its cache. */
    public Collection<Pod> pods(ZimbraProxy proxy) {
        Map<String, String> selector = Labels.selector(proxy);
        return pods.getSecondaryResources(proxy).stream()
                .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
                .toList();
    }

    private static List<String> keys(ZimbraProxy proxy, Set<String> names) {
        return names.stream()
                .map(name -> key(proxy.getMetadata().getNamespace(), name))
                .toList();
    }

    private static String key(String namespace, String name) {
        return namespace + '/' + name;
    }

    private static Set<ResourceID> referencing(
            EventSourceContext<ZimbraProxy> context, String index, HasMetadata object, String name) {
        return context.getPrimaryCache().byIndex(index, key(object.getMetadata().getNamespace(), name)).stream()
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static String service(EndpointSlice slice) {
        Map<String, String> labels = slice.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(SERVICE_OF_SLICE, "");
    }

    /** Returns the state of a pod that the operator uses: readiness, address and deletion. */
    private static List<@Nullable Object> relevantState(Pod pod) {
        return Arrays.asList(
                PodReadiness.ready(pod),
                pod.getStatus() == null ? null : pod.getStatus().getPodIP(),
                pod.getMetadata().getDeletionTimestamp());
    }

    private static Set<ResourceID> owner(Pod pod) {
        String instance = pod.getMetadata().getLabels().get(Labels.INSTANCE);
        return instance == null
                ? Set.of()
                : Set.of(new ResourceID(instance, pod.getMetadata().getNamespace()));
    }
}
