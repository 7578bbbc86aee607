package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.Secret;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.certificate.TrustAnchors;
import io.zimbraproxy.crds.certificate.UnusableCertificate;
import io.zimbraproxy.crds.validate.Problem;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Checks that a Secret has the content that a reference needs. */
final class SecretCheck {
    private SecretCheck() {}

    /**
     * Result of the check.
     *
     * @param files contents by key; empty when the Secret is unusable
     * @param certificate for references to a certificate only
     * @param unresolved why the Secret is unusable
     */
    record Finding(
            Map<String, byte[]> files,
            Optional<ServerCertificate> certificate,
            Optional<UnresolvedReference> unresolved) {
        static Finding broken(UnresolvedReference.Cause cause, SecretReference reference, String what, String todo) {
            Problem problem = new Problem(reference.path(), what, reference.secret(), todo);
            return new Finding(Map.of(), Optional.empty(), Optional.of(new UnresolvedReference(cause, problem)));
        }
    }

    static Finding of(SecretReference reference, Optional<Secret> secret) {
        if (secret.isEmpty()) {
            return Finding.broken(
                    UnresolvedReference.Cause.SECRET_NOT_FOUND,
                    reference,
                    "there is no such Secret",
                    "create it in this namespace");
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (String key : reference.keys()) {
            Optional<byte[]> value = value(secret.get(), key);
            if (value.isEmpty()) {
                return Finding.broken(
                        UnresolvedReference.Cause.INVALID_SECRET,
                        reference,
                        "the Secret has no key " + key,
                        "add the key or reference another Secret");
            }
            files.put(key, value.get());
        }
        try {
            return new Finding(files, read(reference, files), Optional.empty());
        } catch (UnusableCertificate unusable) {
            return Finding.broken(
                    UnresolvedReference.Cause.INVALID_SECRET,
                    reference,
                    "the Secret cannot be used: " + unusable.getMessage(),
                    "replace its content; until then the pods keep the previous content");
        }
    }

    private static Optional<byte[]> value(Secret secret, String key) {
        String text = secret.getData() == null ? null : secret.getData().get(key);
        return text == null || text.isEmpty()
                ? Optional.empty()
                : Optional.of(Base64.getDecoder().decode(text));
    }

    private static Optional<ServerCertificate> read(SecretReference reference, Map<String, byte[]> files)
            throws UnusableCertificate {
        if (reference.kind() == SecretReference.Kind.AUTHORITIES) {
            TrustAnchors.of(Objects.requireNonNull(files.get(SecretReference.AUTHORITIES)));
        }
        return reference.kind() == SecretReference.Kind.CERTIFICATE
                ? Optional.of(certificate(reference, files))
                : Optional.empty();
    }

    /**
     * Reads the certificate that a reference needs.
     *
     * @param files contents by key; all keys of the reference must be present
     */
    static ServerCertificate certificate(SecretReference reference, Map<String, byte[]> files)
            throws UnusableCertificate {
        return ServerCertificate.of(
                reference.secret(),
                Objects.requireNonNull(files.get(SecretReference.CERTIFICATE)),
                Objects.requireNonNull(files.get(SecretReference.PRIVATE_KEY)));
    }
}
