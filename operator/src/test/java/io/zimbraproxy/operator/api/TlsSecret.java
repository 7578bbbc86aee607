package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A TLS Secret in the form that cert-manager writes. */
public final class TlsSecret {
    private TlsSecret() {}

    /** Builds a Secret without a namespace; {@code certificate} and {@code key} are PEM. */
    public static Secret of(String name, String certificate, String key) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(Map.of("tls.crt", encoded(certificate), "tls.key", encoded(key)))
                .build();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
