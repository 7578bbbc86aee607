package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.Secret;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.certificate.TrustAnchors;
import io.zimbraproxy.crds.certificate.UnusableCertificate;
import io.zimbraproxy.crds.validate.Problem;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether a Secret holds what it is named for. */
final class SecretCheck {
    private SecretCheck() {}

    /**
     * What was found.
     *
     * @param files contents by key; empty when there is a problem
     * @param certificate of the kind CERTIFICATE only
     * @param problem why it cannot be used
     */
    record Finding(Map<String, byte[]> files, Optional<ServerCertificate> certificate, Optional<Problem> problem) {
        static Finding broken(SecretReference reference, String what, String seen, String todo) {
            return new Finding(
                    Map.of(), Optional.empty(), Optional.of(new Problem(reference.path(), what, seen, todo)));
        }
    }

    static Finding of(SecretReference reference, Optional<Secret> secret) {
        if (secret.isEmpty()) {
            return Finding.broken(
                    reference, "there is no such Secret", reference.secret(), "create it in this namespace");
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (String key : reference.keys()) {
            Optional<byte[]> value = value(secret.get(), key);
            if (value.isEmpty()) {
                return Finding.broken(
                        reference,
                        "the Secret has no " + key,
                        reference.secret(),
                        "add that key, or name another Secret");
            }
            files.put(key, value.get());
        }
        try {
            return new Finding(files, read(reference, files), Optional.empty());
        } catch (UnusableCertificate unusable) {
            return Finding.broken(
                    reference,
                    "the Secret cannot be used: " + unusable.getMessage(),
                    reference.secret(),
                    "renew what it holds; until then the pods keep what they have");
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
            TrustAnchors.of(files.get(SecretReference.AUTHORITIES));
        }
        return reference.kind() == SecretReference.Kind.CERTIFICATE
                ? Optional.of(ServerCertificate.of(
                        reference.secret(),
                        files.get(SecretReference.CERTIFICATE),
                        files.get(SecretReference.PRIVATE_KEY)))
                : Optional.empty();
    }
}
