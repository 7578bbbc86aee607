package io.zimbraproxy.operator.resolve;

import java.util.Set;

/**
 * Reference of a resource to a Secret.
 *
 * @param path in the manifest, for example {@code spec.tls.certificateRef}
 * @param secret its name
 * @param kind of content
 * @param keys that the Secret must have
 */
record SecretReference(String path, String secret, Kind kind, Set<String> keys) {
    static final String CERTIFICATE = "tls.crt";
    static final String PRIVATE_KEY = "tls.key";
    static final String AUTHORITIES = "ca.crt";

    /** Content that a reference needs. */
    enum Kind {
        CERTIFICATE,
        AUTHORITIES,
        VALUE
    }

    static SecretReference certificate(String path, String secret) {
        return new SecretReference(path, secret, Kind.CERTIFICATE, Set.of(CERTIFICATE, PRIVATE_KEY));
    }

    static SecretReference authorities(String path, String secret) {
        return new SecretReference(path, secret, Kind.AUTHORITIES, Set.of(AUTHORITIES));
    }

    /** References one value, for example a password. */
    static SecretReference value(String path, String secret, String key) {
        return new SecretReference(path, secret, Kind.VALUE, Set.of(key));
    }
}
