package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.Secret;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.certificate.UnusableCertificate;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the pods get of the Secrets that a resource names. A Secret that is broken, or gone, holds nobody up for whom there is an
 * older content: the pods keep that.
 *
 * @param files contents by the names of {@link SecretFile}
 * @param certificates those in service, by name of their Secret
 * @param problems with Secrets, each at its place in the manifest
 * @param complete false when something is missing for which there is no older content
 */
public record ResolvedSecrets(
        Map<String, byte[]> files,
        Map<String, ServerCertificate> certificates,
        List<Problem> problems,
        boolean complete) {

    /**
     * Looks everything up.
     *
     * @param secrets by name
     * @param before what the pods have now, by the names of {@link SecretFile}
     */
    public static ResolvedSecrets of(
            ZimbraProxySpec spec, Function<String, Optional<Secret>> secrets, Map<String, byte[]> before, Instant now) {
        Search search = new Search(secrets, before, now);
        References.of(spec).forEach(search::look);
        return new ResolvedSecrets(search.files, search.certificates, List.copyOf(search.problems), search.complete);
    }

    /** The state of looking. */
    private static final class Search {
        private final Function<String, Optional<Secret>> secrets;
        private final Map<String, byte[]> before;
        private final Instant now;
        private final Map<String, byte[]> files = new TreeMap<>();
        private final Map<String, ServerCertificate> certificates = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private boolean complete = true;

        Search(Function<String, Optional<Secret>> secrets, Map<String, byte[]> before, Instant now) {
            this.secrets = secrets;
            this.before = before;
            this.now = now;
        }

        void look(SecretReference reference) {
            SecretCheck.Finding found = SecretCheck.of(reference, secrets.apply(reference.secret()));
            Optional<Problem> problem = found.problem().or(() -> expired(reference, found));
            problem.ifPresent(problems::add);
            if (problem.isEmpty()) {
                found.files().forEach((key, value) -> files.put(SecretFile.name(reference.secret(), key), value));
                found.certificate().ifPresent(certificate -> certificates.put(reference.secret(), certificate));
            } else if (!keep(reference)) {
                complete = false;
            }
        }

        /** One that is in service already is better than none; one that shall take its place is not. */
        private Optional<Problem> expired(SecretReference reference, SecretCheck.Finding found) {
            return found.certificate()
                    .filter(certificate -> certificate.notAfter().isBefore(now))
                    .filter(certificate -> replaces(reference, found.files()))
                    .map(certificate -> new Problem(
                            reference.path(),
                            "the certificate of the Secret ended at " + certificate.notAfter(),
                            reference.secret(),
                            "renew it; until then the pods keep what they have"));
        }

        private boolean replaces(SecretReference reference, Map<String, byte[]> files) {
            return files.entrySet().stream().anyMatch(file -> {
                byte[] old = before.get(SecretFile.name(reference.secret(), file.getKey()));
                return old != null && !Arrays.equals(old, file.getValue());
            });
        }

        private boolean keep(SecretReference reference) {
            Map<String, byte[]> kept = new TreeMap<>();
            for (String key : reference.keys()) {
                String file = SecretFile.name(reference.secret(), key);
                if (before.get(file) == null) {
                    return false;
                }
                kept.put(file, before.get(file));
            }
            files.putAll(kept);
            if (reference.kind() == SecretReference.Kind.CERTIFICATE) {
                keepCertificate(reference, kept);
            }
            return true;
        }

        private void keepCertificate(SecretReference reference, Map<String, byte[]> kept) {
            String secret = reference.secret();
            try {
                certificates.put(
                        secret,
                        ServerCertificate.of(
                                secret,
                                kept.get(SecretFile.name(secret, SecretReference.CERTIFICATE)),
                                kept.get(SecretFile.name(secret, SecretReference.PRIVATE_KEY))));
            } catch (UnusableCertificate changedByHand) {
                complete = false;
            }
        }
    }
}
