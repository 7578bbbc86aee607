package io.zimbraproxy.operator.desired;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.crds.validate.SpecValidator;
import io.zimbraproxy.operator.resolve.PodConfig;
import io.zimbraproxy.operator.resolve.ResolvedPools;
import io.zimbraproxy.operator.resolve.ResolvedSecrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from a resource and its surroundings.
 *
 * @param invalid why nothing does; the cluster is left as it is then
 * @param unresolved references that are missing or broken
 * @param complete false when pods keep what they have because of those
 * @param context what objects are made of; empty when the resource is invalid
 * @param certificates for the pods
 */
public record ReconcilePlan(
        List<Problem> invalid,
        List<Problem> unresolved,
        boolean complete,
        Optional<DesiredContext> context,
        Collection<ServerCertificate> certificates) {
    private static final String TAKEN = "leads to names that belong to somebody else";

    /** Looks everything up; changes nothing. */
    public static ReconcilePlan of(ZimbraProxy proxy, ClusterState surroundings, Images images, Instant now) {
        List<Problem> invalid = new ArrayList<>(ClusterRules.problems(proxy));
        invalid.addAll(SpecValidator.validate(proxy.getSpec()));
        if (!invalid.isEmpty()) {
            return refused(invalid);
        }
        Map<String, Map<String, byte[]>> before = surroundings.bundles();
        Map<String, byte[]> files = new HashMap<>();
        before.values().forEach(files::putAll);
        ResolvedSecrets secrets = ResolvedSecrets.of(proxy.getSpec(), surroundings::secret, files, now);
        ResolvedPools pools = ResolvedPools.of(proxy, surroundings::slices);
        PodConfig config = PodConfig.of(proxy, pools);
        boolean complete = secrets.complete() && pools.complete();
        Optional<Map<String, Map<String, byte[]>>> bundles = BundleAllocation.fill(
                proxy.getMetadata().getName(), forPods(secrets, complete ? Map.of() : files), before);
        invalid.addAll(tooLarge(config, bundles.isPresent()));
        if (!invalid.isEmpty()) {
            return refused(invalid);
        }
        DesiredContext context =
                new DesiredContext(proxy, config, bundles.orElseThrow(), images.proxy(), images.memcached());
        invalid.addAll(template(context));
        if (!invalid.isEmpty()) {
            return refused(invalid);
        }
        List<Problem> unresolved = new ArrayList<>(secrets.problems());
        unresolved.addAll(pools.problems());
        return new ReconcilePlan(
                List.of(),
                List.copyOf(unresolved),
                complete,
                Optional.of(context),
                secrets.certificates().values());
    }

    /** The same, when its names belong to somebody else; nothing is done until they do not. */
    public static ReconcilePlan taken(List<String> names) {
        return refused(
                List.of(
                        new Problem(
                                "metadata.name",
                                TAKEN,
                                String.join(", ", names),
                                "rename the resource, or remove what has the name; what a resource of this name left behind goes by itself")));
    }

    /** True when it is worth looking again although nothing was changed. */
    public boolean waitsForNames() {
        return invalid.stream().anyMatch(problem -> problem.what().equals(TAKEN));
    }

    /** While pods keep the configuration they have, they keep what that one names. */
    private static Map<String, byte[]> forPods(ResolvedSecrets secrets, Map<String, byte[]> kept) {
        Map<String, byte[]> files = new HashMap<>(kept);
        files.putAll(secrets.files());
        return files;
    }

    /** The same resource, refused for another reason. */
    public static ReconcilePlan refused(List<Problem> problems) {
        return new ReconcilePlan(List.copyOf(problems), List.of(), false, Optional.empty(), List.of());
    }

    private static List<Problem> tooLarge(PodConfig config, boolean secretsFit) {
        List<Problem> problems = new ArrayList<>();
        if (!config.fits()) {
            problems.add(new Problem(
                    "spec",
                    "is too large for a ConfigMap",
                    config.text().length() + " characters",
                    "spread the domains over several resources; " + PodConfig.MAX_BYTES + " bytes are taken"));
        }
        if (!secretsFit) {
            problems.add(new Problem(
                    "spec.domains",
                    "name more certificates than pods can be given",
                    null,
                    "spread the domains over several resources; about 14 MB of certificates are taken"));
        }
        return problems;
    }

    private static List<Problem> template(DesiredContext context) {
        if (context.pods().podTemplate() == null) {
            return List.of();
        }
        try {
            ProxyPodTemplate.of(context);
            return List.of();
        } catch (IllegalArgumentException none) {
            return List.of(new Problem(
                    "spec.deployment.podTemplate",
                    "is no pod template: " + none.getMessage(),
                    null,
                    "write metadata and spec as in any pod"));
        }
    }
}
