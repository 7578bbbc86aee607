package io.zimbraproxy.operator.desired;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.crds.validate.SpecValidator;
import io.zimbraproxy.operator.resolve.PodConfig;
import io.zimbraproxy.operator.resolve.ResolvedPools;
import io.zimbraproxy.operator.resolve.ResolvedSecrets;
import io.zimbraproxy.operator.resolve.UnresolvedReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plan of one reconcile: what to apply, or why nothing can be applied.
 *
 * @param invalid problems that make the resource invalid; the cluster is then left unchanged
 * @param unresolved references that are missing or unusable
 * @param context input of the desired objects; empty when the resource is invalid
 * @param certificates for the pods
 */
public record ReconcilePlan(
        State state,
        List<Problem> invalid,
        List<UnresolvedReference> unresolved,
        Optional<DesiredContext> context,
        Collection<ServerCertificate> certificates) {
    /** How far a plan can be applied. */
    public enum State {
        /** Everything is applied. */
        COMPLETE,
        /** References are unresolved, so the pods keep their configuration. */
        HELD,
        /** The specification is invalid. */
        INVALID,
        /** Objects of the same names belong to another owner. The names can become free without a change of the resource. */
        NAME_CONFLICT
    }

    /** Makes the plan from the resource and the state of the cluster. Changes nothing. */
    public static ReconcilePlan of(ZimbraProxy proxy, ClusterState cluster, Images images, Instant now) {
        List<Problem> invalid = new ArrayList<>(ClusterRules.problems(proxy));
        invalid.addAll(SpecValidator.validate(proxy.getSpec()));
        if (!invalid.isEmpty()) {
            return refused(State.INVALID, invalid);
        }
        Map<String, Map<String, byte[]>> before = cluster.bundles();
        Map<String, byte[]> files = new HashMap<>();
        before.values().forEach(files::putAll);
        ResolvedSecrets secrets = ResolvedSecrets.of(proxy.getSpec(), cluster::secret, files, now);
        ResolvedPools pools = ResolvedPools.of(proxy, cluster::slices);
        PodConfig config = PodConfig.of(proxy, pools);
        boolean complete = secrets.complete() && pools.complete();
        Optional<Map<String, Map<String, byte[]>>> bundles = BundleAllocation.fill(
                proxy.getMetadata().getName(), forPods(secrets, complete ? Map.of() : files), before);
        invalid.addAll(tooLarge(config, bundles.isPresent()));
        if (bundles.isEmpty() || !invalid.isEmpty()) {
            return refused(State.INVALID, invalid);
        }
        DesiredContext context = new DesiredContext(proxy, config, bundles.get(), images);
        invalid.addAll(templateProblems(context));
        if (!invalid.isEmpty()) {
            return refused(State.INVALID, invalid);
        }
        List<UnresolvedReference> unresolved = new ArrayList<>(secrets.unresolved());
        unresolved.addAll(pools.unresolved());
        return new ReconcilePlan(
                complete ? State.COMPLETE : State.HELD,
                List.of(),
                List.copyOf(unresolved),
                Optional.of(context),
                secrets.certificates().values());
    }

    /**
     * Returns the plan of a resource whose objects would have the names of other objects.
     *
     * @param objects for example {@code Service edge}
     */
    public static ReconcilePlan nameConflict(List<String> objects) {
        return refused(
                State.NAME_CONFLICT,
                List.of(
                        new Problem(
                                "metadata.name",
                                "leads to names of objects that belong to another owner",
                                String.join(", ", objects),
                                "rename the resource or delete these objects; objects of a deleted resource of the same name disappear on their own")));
    }

    private static ReconcilePlan refused(State state, List<Problem> problems) {
        return new ReconcilePlan(state, List.copyOf(problems), List.of(), Optional.empty(), List.of());
    }

    /** Tells whether the pods get the configuration of the resource. */
    public boolean complete() {
        return state == State.COMPLETE;
    }

    /** Tells whether the pods keep their configuration because of unresolved references. */
    public boolean held() {
        return state == State.HELD;
    }

    /** Returns the hash of the configuration for the pods; empty when the resource is invalid. */
    public Optional<String> configHash() {
        return context.map(desired -> desired.config().hash());
    }

    /** Pods that keep their configuration keep the files that this configuration references. */
    private static Map<String, byte[]> forPods(ResolvedSecrets secrets, Map<String, byte[]> kept) {
        Map<String, byte[]> files = new HashMap<>(kept);
        files.putAll(secrets.files());
        return files;
    }

    private static List<Problem> tooLarge(PodConfig config, boolean secretsFit) {
        List<Problem> problems = new ArrayList<>();
        if (!config.fits()) {
            problems.add(new Problem(
                    "spec",
                    "is too large for a ConfigMap",
                    config.text().length() + " characters",
                    "spread the domains over several resources; the limit is " + PodConfig.MAX_BYTES + " bytes"));
        }
        if (!secretsFit) {
            problems.add(new Problem(
                    "spec.domains",
                    "reference more certificates than the pods can mount",
                    null,
                    "spread the domains over several resources; the limit is about 14 MB of certificates"));
        }
        return problems;
    }

    private static List<Problem> templateProblems(DesiredContext context) {
        if (context.pods().podTemplate() == null) {
            return List.of();
        }
        try {
            ProxyPodTemplate.of(context);
            return List.of();
        } catch (IllegalArgumentException invalid) {
            return List.of(new Problem(
                    "spec.deployment.podTemplate",
                    "is not a valid pod template: " + invalid.getMessage(),
                    null,
                    "write metadata and spec as in a Pod"));
        }
    }
}
