package io.zimbraproxy.operator.resolve;

import java.util.Set;

/**
 * A Secret that a resource names.
 *
 * @param path where, for example {@code spec.tls.certificateRef}
 * @param secret its name
 * @param kind what it must hold
 * @param key of the value; null for certificates and authorities, whose keys have fixed names
 */
record SecretReference(String path, String secret, Kind kind, String key) {
    static final String CERTIFICATE = "tls.crt";
    static final String PRIVATE_KEY = "tls.key";
    static final String AUTHORITIES = "ca.crt";

    /** What a Secret can hold for us. */
    enum Kind {
        CERTIFICATE,
        AUTHORITIES,
        VALUE
    }

    /** The keys that must be there. */
    Set<String> keys() {
        return switch (kind) {
            case CERTIFICATE -> Set.of(CERTIFICATE, PRIVATE_KEY);
            case AUTHORITIES -> Set.of(AUTHORITIES);
            case VALUE -> Set.of(key);
        };
    }
}
