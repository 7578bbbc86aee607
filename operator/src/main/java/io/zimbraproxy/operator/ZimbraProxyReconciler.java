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

/** Makes the cluster what a {@link ZimbraProxy} asks for, and says what came of it. A table of contents. */
@ControllerConfiguration(
        name = Labels.OPERATOR,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = PrimaryChange.class))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 60_000)
public class ZimbraProxyReconciler implements Reconciler<ZimbraProxy> {
    /** While it is "true" nothing is changed for the resource. */
    static final String PAUSED = "zimbraproxy.io/paused";

    private final KubernetesClient client;
    private final OperatorSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final OptionalKinds extras;
    private final PodReportClient inquiry;
    private final EventPublisher announcer;
    private ReferencedSources outside;

    ZimbraProxyReconciler(KubernetesClient client, OperatorSettings settings) {
        this.client = client;
        this.settings = settings;
        extras = new OptionalKinds(client, clock);
        inquiry = new PodReportClient(settings.podPort(), settings.podPatience());
        announcer = new EventPublisher(client, clock);
    }

    @Override
    public List<EventSource<?, ZimbraProxy>> prepareEventSources(EventSourceContext<ZimbraProxy> context) {
        outside = new ReferencedSources(context, client.getNamespace() == null ? "default" : client.getNamespace());
        List<EventSource<?, ZimbraProxy>> sources = new ArrayList<>(OwnedSources.of(context));
        sources.addAll(outside.sources());
        return sources;
    }

    @Override
    public UpdateControl<ZimbraProxy> reconcile(ZimbraProxy proxy, Context<ZimbraProxy> context) {
        outside.follow(proxy);
        Instant now = clock.instant();
        WatchedCluster cluster = new WatchedCluster(proxy, context, outside);
        ReconcilePlan plan =
                ReconcilePlan.of(proxy, cluster, new Images(settings.image(), settings.memcachedImage()), now);
        String fault = null;
        try {
            if (!paused(proxy)) {
                plan = apply(plan, new Applier(proxy, context, extras.known()));
            }
        } catch (KubernetesClientException refused) {
            fault = ApiServerRefusal.of(refused);
        }
        ZimbraProxyStatus status = StatusBuilder.build(facts(proxy, plan, fault, cluster, now), now);
        if (publish(proxy, status, context)) {
            return UpdateControl.<ZimbraProxy>noUpdate().rescheduleAfter(Duration.ZERO);
        }
        boolean settled = StatusBuilder.settled(status) && !plan.waitsForNames();
        return UpdateControl.<ZimbraProxy>noUpdate()
                .rescheduleAfter(settled ? settings.settledInterval() : settings.pollInterval());
    }

    private static boolean paused(ZimbraProxy proxy) {
        return proxy.getMetadata().getAnnotations() != null
                && "true".equals(proxy.getMetadata().getAnnotations().get(PAUSED));
    }

    /** Nothing is changed for a resource that is invalid, or whose names belong to somebody else. */
    private static ReconcilePlan apply(ReconcilePlan plan, Applier applier) {
        if (plan.site().isEmpty()) {
            return plan;
        }
        List<AllOwned.Wanted> wanted = AllOwned.of(plan.site().get());
        List<String> conflicts = applier.conflicts(wanted);
        if (conflicts.isEmpty()) {
            applier.apply(wanted, plan.complete());
            return plan;
        }
        return ReconcilePlan.taken(conflicts);
    }

    private Facts facts(ZimbraProxy proxy, ReconcilePlan plan, String fault, WatchedCluster cluster, Instant now) {
        // Before pods are asked, which takes a while: so that hardly one is counted and not asked.
        Workload workload = cluster.workload();
        List<PodReport> reports = inquiry.ask(outside.pods(proxy));
        Set<String> kinds = extras.known();
        return new Facts(
                proxy,
                plan.invalid(),
                plan.unresolved(),
                fault,
                plan.invalid().isEmpty() && !plan.complete(),
                plan.site().map(site -> site.config().hash()).orElse(null),
                workload,
                reports,
                cluster.addresses(),
                plan.certificates(),
                StatusWarnings.of(paused(proxy), plan, kinds, reports, now.plus(settings.certificateWarning())),
                Labels.selectorText(proxy));
    }

    /**
     * True when somebody changed the resource meanwhile. The answer to the status says so and is kept as what is known; the watch, which
     * tells of the change later, is then taken for out of date.
     */
    private boolean publish(ZimbraProxy proxy, ZimbraProxyStatus status, Context<ZimbraProxy> context) {
        if (StatusBuilder.same(status, proxy.getStatus())) {
            return false;
        }
        StatusEvents.between(proxy.getStatus(), status).forEach(item -> announcer.announce(proxy, item));
        ZimbraProxy written =
                context.resourceOperations().serverSideApplyPrimaryStatus(StatusBuilder.carrier(proxy, status));
        return PrimaryChange.between(proxy, written);
    }
}
