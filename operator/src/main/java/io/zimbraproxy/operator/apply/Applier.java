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
import io.zimbraproxy.operator.desired.DesiredObject;
import io.zimbraproxy.operator.desired.WhileHeld;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Applies the desired objects of a resource and deletes its objects that are no longer desired. */
public final class Applier {
    private static final Logger LOG = Logger.getLogger(Applier.class);

    private final Context<ZimbraProxy> context;
    private final ZimbraProxy proxy;
    private final Set<String> optionalKinds;

    /**
     * Creates an applier for one reconcile.
     *
     * @param optionalKinds kinds of other projects that this cluster has, for example {@code ServiceMonitor}
     */
    public Applier(ZimbraProxy proxy, Context<ZimbraProxy> context, Set<String> optionalKinds) {
        this.proxy = proxy;
        this.context = context;
        this.optionalKinds = optionalKinds;
    }

    /** Returns objects of the same names that belong to another owner, for example {@code Service edge}. */
    public List<String> conflicts(List<DesiredObject> all) {
        return all.stream()
                .map(DesiredObject::object)
                .filter(this::kindExists)
                .filter(desired ->
                        existing(desired).filter(object -> !owned(object)).isPresent())
                .map(desired -> desired.getKind() + " " + desired.getMetadata().getName())
                .toList();
    }

    /**
     * Applies the objects that differ, then deletes the objects that are no longer desired.
     *
     * @param complete false while references are unresolved; each object then follows its {@link WhileHeld}, and nothing is deleted
     *     while one is skipped
     */
    public void apply(List<DesiredObject> all, boolean complete) {
        Set<String> desiredNames = new HashSet<>();
        boolean skipped = false;
        for (DesiredObject desired : all) {
            desiredNames.add(name(desired.object()));
            if (complete || appliedWhileHeld(desired)) {
                apply(desired.object());
            } else {
                skipped = true;
            }
        }
        if (!skipped) {
            OwnedSources.KINDS.forEach(kind -> deleteOthers(OwnedSources.of(kind, context), desiredNames));
            OwnedSources.OPTIONAL_KINDS.stream()
                    .filter(kind -> optionalKinds.contains(kind.getKind()))
                    .forEach(kind -> deleteOthers(OwnedSources.optional(kind, context), desiredNames));
        }
    }

    private boolean appliedWhileHeld(DesiredObject desired) {
        return switch (desired.whileHeld()) {
            case APPLY -> true;
            case CREATE -> !exists(desired.object());
            case KEEP -> false;
        };
    }

    private <R extends HasMetadata> boolean exists(R desired) {
        return source(desired).get(ResourceID.fromResource(desired)).isPresent();
    }

    private <R extends HasMetadata> void apply(R desired) {
        if (!kindExists(desired)) {
            return;
        }
        InformerEventSource<R, ZimbraProxy> source = source(desired);
        Optional<R> actual = source.get(ResourceID.fromResource(desired));
        if (actual.isPresent()
                && SSABasedGenericKubernetesResourceMatcher.<R>getInstance().matches(actual.get(), desired, context)) {
            return;
        }
        actual.ifPresent(now -> ReplicasHandover.prepare(context.getClient(), desired, now));
        context.resourceOperations().serverSideApply(desired, source);
        log(actual.isPresent() ? "changed" : "created", desired);
    }

    private void deleteOthers(InformerEventSource<? extends HasMetadata, ZimbraProxy> source, Set<String> desired) {
        for (HasMetadata object : source.getSecondaryResources(proxy)) {
            if (!desired.contains(name(object)) && object.getMetadata().getDeletionTimestamp() == null) {
                context.getClient().resource(object).delete();
                log("deleted", object);
            }
        }
    }

    private void log(String action, HasMetadata object) {
        LOG.infof(
                "%s/%s: %s %s %s",
                proxy.getMetadata().getNamespace(),
                proxy.getMetadata().getName(),
                action,
                object.getKind(),
                object.getMetadata().getName());
    }

    /** Finds an object of any owner. The watches see only objects with the operator's label, so the API server is asked too. */
    private <R extends HasMetadata> Optional<R> existing(R desired) {
        return source(desired)
                .get(ResourceID.fromResource(desired))
                .or(() -> Optional.ofNullable(
                        context.getClient().resource(desired).get()));
    }

    private boolean owned(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .anyMatch(proxy.getMetadata().getUid()::equals);
    }

    private boolean kindExists(HasMetadata desired) {
        return !(desired instanceof GenericKubernetesResource) || optionalKinds.contains(desired.getKind());
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> InformerEventSource<R, ZimbraProxy> source(R desired) {
        return desired instanceof GenericKubernetesResource generic
                ? (InformerEventSource<R, ZimbraProxy>) OwnedSources.optional(
                        GroupVersionKind.fromString(generic.getApiVersion() + "/" + generic.getKind()), context)
                : OwnedSources.of((Class<R>) desired.getClass(), context);
    }

    private static String name(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }
}
