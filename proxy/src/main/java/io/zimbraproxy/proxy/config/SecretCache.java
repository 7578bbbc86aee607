package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Parsed Secrets by their content. Of thousands of certificates only those that changed are parsed again, and an unchanged Secret
 * stays the same object.
 */
final class SecretCache {
    private Map<String, Object> known = new HashMap<>();
    private Map<String, Object> used = new HashMap<>();
    /** The certificates in service by the names of their Secrets. */
    private Map<String, ServerCertificate> inService = Map.of();

    /** Returns a key made of the kind and name of a Secret and a hash of its contents. */
    static String key(String kind, String name, byte[]... contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] content : contents) {
                digest.update(digest.digest(content));
            }
            return kind + ' ' + name + ' ' + HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    <T> Optional<T> get(String key, Class<T> type) {
        Object value = known.get(key);
        if (value != null) {
            used.put(key, value);
        }
        return Optional.ofNullable(type.cast(value));
    }

    <T> T put(String key, T value) {
        used.put(key, value);
        return value;
    }

    /** Ends a pass over all Secrets. After a complete pass, forgets the Secrets that were not used in it. */
    void endPass(boolean complete) {
        if (complete) {
            known = used;
        } else {
            known.putAll(used);
        }
        used = new HashMap<>();
    }

    /** Notes the certificates that clients see from now on. */
    void inService(Iterable<ServerCertificate> certificates) {
        Map<String, ServerCertificate> shown = new HashMap<>();
        certificates.forEach(certificate -> shown.put(certificate.name(), certificate));
        inService = shown;
    }

    /** Returns the certificate of a Secret that clients see now; empty when there is none. */
    Optional<ServerCertificate> inService(String name) {
        return Optional.ofNullable(inService.get(name));
    }

    /** Returns true if a certificate would replace another one; always false before the first snapshot is in service. */
    boolean replaces(ServerCertificate certificate) {
        ServerCertificate shown = inService.get(certificate.name());
        return !inService.isEmpty()
                && (shown == null || !certificate.fingerprint().equals(shown.fingerprint()));
    }
}
