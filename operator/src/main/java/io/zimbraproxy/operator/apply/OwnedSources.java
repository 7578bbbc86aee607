package io.zimbraproxy.operator.apply;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.operator.desired.CertificateRequests;
import io.zimbraproxy.operator.desired.Labels;
import io.zimbraproxy.operator.desired.ProxyServiceMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Watches for the objects that belong to resources, one for each kind. */
public final class OwnedSources {
    static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Deployment.class,
            DaemonSet.class,
            StatefulSet.class,
            Service.class,
            ConfigMap.class,
            Secret.class,
            ServiceAccount.class,
            PodDisruptionBudget.class,
            HorizontalPodAutoscaler.class,
            NetworkPolicy.class);

    /** Kinds of other projects, which a cluster may lack. */
    static final List<GroupVersionKind> OPTIONAL_KINDS = List.of(
            GroupVersionKind.fromString(ProxyServiceMonitor.API_VERSION + "/" + ProxyServiceMonitor.KIND),
            GroupVersionKind.fromString(CertificateRequests.API_VERSION + "/" + CertificateRequests.KIND));

    private static final String SELECTOR = Labels.MANAGED_BY + "=" + Labels.OPERATOR;

    private OwnedSources() {}

    /** Creates the watches that start with the operator. */
    public static List<InformerEventSource<?, ZimbraProxy>> all(EventSourceContext<ZimbraProxy> context) {
        List<InformerEventSource<?, ZimbraProxy>> sources = new ArrayList<>();
        KINDS.forEach(kind -> sources.add(create(kind, context)));
        return sources;
    }

    private static <R extends HasMetadata> InformerEventSource<R, ZimbraProxy> create(
            Class<R> kind, EventSourceContext<ZimbraProxy> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, ZimbraProxy.class)
                        .withName(name(kind))
                        .withLabelSelector(SELECTOR)
                        .withOnUpdateFilter(OwnedSources::triggers)
                        .build(),
                context);
    }

    /**
     * Tells whether an update triggers a reconcile. The status of autoscalers and disruption budgets changes all the time and is not
     * used; the status of workloads and Services is.
     */
    private static boolean triggers(HasMetadata now, HasMetadata before) {
        return !(now instanceof HorizontalPodAutoscaler || now instanceof PodDisruptionBudget)
                || !Objects.equals(
                        now.getMetadata().getUid(), before.getMetadata().getUid())
                || !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration());
    }

    /** Returns the watch for an optional kind. The first call starts it, because the CRD can be installed after the operator. */
    static InformerEventSource<GenericKubernetesResource, ZimbraProxy> optional(
            GroupVersionKind kind, Context<ZimbraProxy> context) {
        var retriever = context.eventSourceRetriever();
        retriever.dynamicallyRegisterEventSource(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, ZimbraProxy.class)
                        .withName(kind.getKind())
                        .withLabelSelector(SELECTOR)
                        .build(),
                retriever.eventSourceContextForDynamicRegistration()));
        return (InformerEventSource<GenericKubernetesResource, ZimbraProxy>)
                retriever.getEventSourceFor(GenericKubernetesResource.class, kind.getKind());
    }

    /** Returns the watch for a kind. */
    @SuppressWarnings("unchecked")
    public static <R extends HasMetadata> InformerEventSource<R, ZimbraProxy> of(
            Class<R> kind, Context<ZimbraProxy> context) {
        return (InformerEventSource<R, ZimbraProxy>)
                context.eventSourceRetriever().getEventSourceFor(kind, name(kind));
    }

    private static String name(Class<? extends HasMetadata> kind) {
        return "owned-" + kind.getSimpleName();
    }
}
