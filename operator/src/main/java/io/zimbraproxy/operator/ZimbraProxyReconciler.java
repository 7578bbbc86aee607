package io.zimbraproxy.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import io.zimbraproxy.operator.apply.Applier;
import io.zimbraproxy.operator.apply.OptionalKinds;
import io.zimbraproxy.operator.apply.OwnedSources;
import io.zimbraproxy.operator.apply.ReferencedSources;
import io.zimbraproxy.operator.desired.AllOwned;
import io.zimbraproxy.operator.desired.DesiredObject;
import io.zimbraproxy.operator.desired.Images;
import io.zimbraproxy.operator.desired.Labels;
import io.zimbraproxy.operator.desired.ReconcilePlan;
import io.zimbraproxy.operator.pods.PodReport;
import io.zimbraproxy.operator.pods.PodReportClient;
import io.zimbraproxy.operator.status.EventPublisher;
import io.zimbraproxy.operator.status.Facts;
import io.zimbraproxy.operator.status.StatusBuilder;
import io.zimbraproxy.operator.status.StatusEvents;
import io.zimbraproxy.operator.status.StatusWarnings;
import io.zimbraproxy.operator.status.Workload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reconciles {@link ZimbraProxy} resources: plan, apply, ask the pods, write the status. {@link #reconcile} shows the order; each step
 * is a package.
 */
@ControllerConfiguration(
        name = Labels.OPERATOR,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = PrimaryChange.class))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 60_000)
public class ZimbraProxyReconciler implements Reconciler<ZimbraProxy> {
    /** Annotation that pauses the resource while its value is "true". */
    static final String PAUSED = "zimbraproxy.io/paused";

    private final KubernetesClient client;
    private final OperatorSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final OptionalKinds optionalKinds;
    private final PodReportClient podReports;
    private final EventPublisher events;

    /** The SDK calls {@link #prepareEventSources} before the first reconcile. */
    @SuppressWarnings("NullAway.Init")
    private ReferencedSources referenced;

    ZimbraProxyReconciler(KubernetesClient client, OperatorSettings settings) {
        this.client = client;
        this.settings = settings;
        optionalKinds = new OptionalKinds(client, clock);
        podReports = new PodReportClient(settings.podPort(), settings.podPatience());
        events = new EventPublisher(client, clock);
    }

    @Override
    public List<EventSource<?, ZimbraProxy>> prepareEventSources(EventSourceContext<ZimbraProxy> context) {
        referenced = new ReferencedSources(context, client.getNamespace() == null ? "default" : client.getNamespace());
        List<EventSource<?, ZimbraProxy>> sources = new ArrayList<>(OwnedSources.all(context));
        sources.addAll(referenced.all());
        return sources;
    }

    @Override
    public UpdateControl<ZimbraProxy> reconcile(ZimbraProxy proxy, Context<ZimbraProxy> context) {
        referenced.follow(proxy);
        Instant now = clock.instant();
        WatchedCluster cluster = new WatchedCluster(proxy, context, referenced);
        ReconcilePlan plan =
                ReconcilePlan.of(proxy, cluster, new Images(settings.image(), settings.memcachedImage()), now);
        String fault = null;
        try {
            if (!paused(proxy)) {
                plan = apply(plan, new Applier(proxy, context, optionalKinds.known()));
            }
        } catch (KubernetesClientException refused) {
            fault = ApiServerRefusal.of(refused);
        }
        ZimbraProxyStatus status = StatusBuilder.build(facts(proxy, plan, fault, cluster, now), now);
        if (writeStatus(proxy, status, context)) {
            return UpdateControl.<ZimbraProxy>noUpdate().rescheduleAfter(Duration.ZERO);
        }
        boolean settled = StatusBuilder.settled(status) && plan.state() != ReconcilePlan.State.NAME_CONFLICT;
        return UpdateControl.<ZimbraProxy>noUpdate()
                .rescheduleAfter(settled ? settings.settledInterval() : settings.pollInterval());
    }

    private static boolean paused(ZimbraProxy proxy) {
        return proxy.getMetadata().getAnnotations() != null
                && "true".equals(proxy.getMetadata().getAnnotations().get(PAUSED));
    }

    /** Applies the plan, unless the resource is invalid or another owner has objects of the same names. */
    private static ReconcilePlan apply(ReconcilePlan plan, Applier applier) {
        if (plan.context().isEmpty()) {
            return plan;
        }
        List<DesiredObject> desired = AllOwned.of(plan.context().get());
        List<String> conflicts = applier.conflicts(desired);
        if (!conflicts.isEmpty()) {
            return ReconcilePlan.nameConflict(conflicts);
        }
        applier.apply(desired, plan.complete());
        return plan;
    }

    private Facts facts(
            ZimbraProxy proxy, ReconcilePlan plan, @Nullable String fault, WatchedCluster cluster, Instant now) {
        // Count the pods before asking them, which takes time: hardly any pod is then counted but not asked.
        Workload workload = cluster.workload();
        List<PodReport> reports = podReports.read(referenced.pods(proxy));
        Set<String> kinds = optionalKinds.known();
        return new Facts(
                proxy,
                plan.invalid(),
                plan.unresolved(),
                fault,
                plan.held(),
                plan.configHash().orElse(null),
                workload,
                reports,
                cluster.addresses(),
                plan.certificates(),
                StatusWarnings.of(paused(proxy), plan, kinds, reports, now.plus(settings.certificateWarning())),
                Labels.selectorText(proxy));
    }

    /**
     * Writes the status if it changed, and publishes Events.
     *
     * @return true when the resource changed meanwhile. The SDK caches the response of the write, which contains this change, and then
     *     ignores the event that reports it; so the caller must reconcile again
     */
    private boolean writeStatus(ZimbraProxy proxy, ZimbraProxyStatus status, Context<ZimbraProxy> context) {
        if (StatusBuilder.same(status, proxy.getStatus())) {
            return false;
        }
        StatusEvents.between(proxy.getStatus(), status).forEach(event -> events.publish(proxy, event));
        ZimbraProxy written =
                context.resourceOperations().serverSideApplyPrimaryStatus(StatusBuilder.carrier(proxy, status));
        return PrimaryChange.between(proxy, written);
    }
}
