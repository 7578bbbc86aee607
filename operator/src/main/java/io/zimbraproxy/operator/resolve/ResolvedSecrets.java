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
 * Files for the pods from the Secrets that a resource references. If a Secret is missing or unusable, the pods keep the content they
 * have.
 *
 * @param files contents by the file names of {@link SecretFile}
 * @param certificates in use, by the name of their Secret
 * @param unresolved references to Secrets that are missing or unusable
 * @param complete false when an unresolved reference has no earlier content
 */
public record ResolvedSecrets(
        Map<String, byte[]> files,
        Map<String, ServerCertificate> certificates,
        List<UnresolvedReference> unresolved,
        boolean complete) {

    /**
     * Resolves all references to Secrets.
     *
     * @param secrets finds a Secret by its name
     * @param before the files that the pods have now, by the file names of {@link SecretFile}
     */
    public static ResolvedSecrets of(
            ZimbraProxySpec spec, Function<String, Optional<Secret>> secrets, Map<String, byte[]> before, Instant now) {
        Search search = new Search(secrets, before, now);
        References.of(spec).forEach(search::resolve);
        return new ResolvedSecrets(search.files, search.certificates, List.copyOf(search.unresolved), search.complete);
    }

    /** Collects files, certificates and unresolved references. */
    private static final class Search {
        private final Function<String, Optional<Secret>> secrets;
        private final Map<String, byte[]> before;
        private final Instant now;
        private final Map<String, byte[]> files = new TreeMap<>();
        private final Map<String, ServerCertificate> certificates = new TreeMap<>();
        private final List<UnresolvedReference> unresolved = new ArrayList<>();
        private boolean complete = true;

        Search(Function<String, Optional<Secret>> secrets, Map<String, byte[]> before, Instant now) {
            this.secrets = secrets;
            this.before = before;
            this.now = now;
        }

        void resolve(SecretReference reference) {
            SecretCheck.Finding found = SecretCheck.of(reference, secrets.apply(reference.secret()));
            Optional<UnresolvedReference> broken = found.unresolved().or(() -> expired(reference, found));
            broken.ifPresent(unresolved::add);
            if (broken.isEmpty()) {
                found.files().forEach((key, value) -> files.put(SecretFile.name(reference.secret(), key), value));
                found.certificate().ifPresent(certificate -> certificates.put(reference.secret(), certificate));
            } else if (!keep(reference)) {
                complete = false;
            }
        }

        /** Rejects an expired certificate that would replace another one. An expired certificate is better than none. */
        private Optional<UnresolvedReference> expired(SecretReference reference, SecretCheck.Finding found) {
            return found.certificate()
                    .filter(certificate -> certificate.notAfter().isBefore(now))
                    .filter(certificate -> replaces(reference, found.files()))
                    .map(certificate -> new UnresolvedReference(
                            UnresolvedReference.Cause.INVALID_SECRET,
                            new Problem(
                                    reference.path(),
                                    "the certificate in the Secret expired at " + certificate.notAfter(),
                                    reference.secret(),
                                    "renew it; until then the pods keep the previous certificate")));
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
                byte[] content = before.get(SecretFile.name(reference.secret(), key));
                if (content == null) {
                    return false;
                }
                kept.put(key, content);
            }
            kept.forEach((key, content) -> files.put(SecretFile.name(reference.secret(), key), content));
            if (reference.kind() == SecretReference.Kind.CERTIFICATE) {
                keepCertificate(reference, kept);
            }
            return true;
        }

        private void keepCertificate(SecretReference reference, Map<String, byte[]> kept) {
            try {
                certificates.put(reference.secret(), SecretCheck.certificate(reference, kept));
            } catch (UnusableCertificate editedByHand) {
                complete = false;
            }
        }
    }
}
