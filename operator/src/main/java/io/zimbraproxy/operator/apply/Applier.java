package io.zimbraproxy.operator.apply;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.operator.desired.AllOwned;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Makes the objects of a resource what they shall be, and takes away those that it has no more. */
public final class Applier {
    private static final Logger LOG = Logger.getLogger(Applier.class);

    private final Context<ZimbraProxy> context;
    private final ZimbraProxy proxy;
    private final Set<String> extras;

    /** {@code extras} are kinds, as {@code ServiceMonitor}, that this cluster has. */
    public Applier(ZimbraProxy proxy, Context<ZimbraProxy> context, Set<String> extras) {
        this.proxy = proxy;
        this.context = context;
        this.extras = extras;
    }

    /** Names that belong to somebody else, as {@code Service edge}; nothing is applied while there are any. */
    public List<String> conflicts(List<AllOwned.Wanted> all) {
        return all.stream()
                .map(AllOwned.Wanted::object)
                .filter(this::known)
                .filter(wanted ->
                        existing(wanted).filter(object -> !ours(object)).isPresent())
                .map(wanted -> wanted.getKind() + " " + wanted.getMetadata().getName())
                .toList();
    }

    /** Applies what differs, and removes what is left; what waits for references stays as it is unless {@code complete}. */
    public void apply(List<AllOwned.Wanted> all, boolean complete) {
        Set<String> kept = new HashSet<>();
        boolean waiting = false;
        for (AllOwned.Wanted wanted : all) {
            kept.add(name(wanted.object()));
            if (complete || !waits(wanted)) {
                apply(wanted.object());
            } else {
                waiting = true;
            }
        }
        if (!waiting) {
            OwnedSources.KINDS.forEach(kind -> removeLeft(OwnedSources.of(kind, context), kept));
            OwnedSources.EXTRAS.stream()
                    .filter(kind -> extras.contains(kind.getKind()))
                    .forEach(kind -> removeLeft(OwnedSources.extra(kind, context), kept));
        }
    }

    private boolean waits(AllOwned.Wanted wanted) {
        return wanted.waits() || wanted.keeps() && isThere(wanted.object());
    }

    private <R extends HasMetadata> boolean isThere(R wanted) {
        return source(wanted).get(ResourceID.fromResource(wanted)).isPresent();
    }

    private <R extends HasMetadata> void apply(R wanted) {
        if (!known(wanted)) {
            return;
        }
        InformerEventSource<R, ZimbraProxy> source = source(wanted);
        Optional<R> actual = source.get(ResourceID.fromResource(wanted));
        if (actual.isPresent()
                && SSABasedGenericKubernetesResourceMatcher.<R>getInstance().matches(actual.get(), wanted, context)) {
            return;
        }
        actual.ifPresent(now -> ReplicasHandover.prepare(context.getClient(), wanted, now));
        context.resourceOperations().serverSideApply(wanted, source);
        LOG.infof(
                "%s %s: %s %s",
                proxy.getMetadata().getNamespace() + "/" + proxy.getMetadata().getName(),
                actual.isPresent() ? "changed" : "created",
                wanted.getKind(),
                wanted.getMetadata().getName());
    }

    private void removeLeft(InformerEventSource<? extends HasMetadata, ZimbraProxy> source, Set<String> kept) {
        for (HasMetadata object : source.getSecondaryResources(proxy)) {
            if (!kept.contains(name(object)) && object.getMetadata().getDeletionTimestamp() == null) {
                context.getClient().resource(object).delete();
                LOG.infof(
                        "%s/%s removed: %s %s",
                        proxy.getMetadata().getNamespace(),
                        proxy.getMetadata().getName(),
                        object.getKind(),
                        object.getMetadata().getName());
            }
        }
    }

    /** What is there by this name, whosever it is: those of others do not have the label by which ours are watched. */
    private <R extends HasMetadata> Optional<R> existing(R wanted) {
        return source(wanted)
                .get(ResourceID.fromResource(wanted))
                .or(() ->
                        Optional.ofNullable(context.getClient().resource(wanted).get()));
    }

    private boolean ours(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .anyMatch(proxy.getMetadata().getUid()::equals);
    }

    private boolean known(HasMetadata wanted) {
        return !(wanted instanceof GenericKubernetesResource) || extras.contains(wanted.getKind());
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> InformerEventSource<R, ZimbraProxy> source(R wanted) {
        return wanted instanceof GenericKubernetesResource extra
                ? (InformerEventSource<R, ZimbraProxy>) OwnedSources.extra(
                        GroupVersionKind.fromString(extra.getApiVersion() + "/" + extra.getKind()), context)
                : OwnedSources.of((Class<R>) wanted.getClass(), context);
    }

    private static String name(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }
}
