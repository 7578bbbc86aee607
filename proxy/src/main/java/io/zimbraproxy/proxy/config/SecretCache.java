package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What secrets were found to hold, by their content: of thousands of certificates only those that changed are parsed again,
 * and what did not change is the same object as before.
 */
final class SecretCache {
    private Map<String, Object> known = new HashMap<>();
    private Map<String, Object> used = new HashMap<>();
    /** By the name of their secret. */
    private Map<String, ServerCertificate> inService = Map.of();

    /** A name for these contents of this secret. */
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

    /** A pass over all secrets is over: what was not asked for in it is forgotten, unless the pass has failed. */
    void endPass(boolean complete) {
        if (complete) {
            known = used;
        } else {
            known.putAll(used);
        }
        used = new HashMap<>();
    }

    /** These certificates are shown to clients from now on. */
    void inService(Iterable<ServerCertificate> certificates) {
        Map<String, ServerCertificate> shown = new HashMap<>();
        certificates.forEach(certificate -> shown.put(certificate.name(), certificate));
        inService = shown;
    }

    /** The certificate of this secret that is shown to clients; empty when none is. */
    Optional<ServerCertificate> inService(String name) {
        return Optional.ofNullable(inService.get(name));
    }

    /** True for a certificate that would take the place of another one; false at the start of the process. */
    boolean replaces(ServerCertificate certificate) {
        ServerCertificate shown = inService.get(certificate.name());
        return !inService.isEmpty()
                && (shown == null || !certificate.fingerprint().equals(shown.fingerprint()));
    }
}
