package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** Secrets that the cases in {@code desired} share. */
final class SharedSecret {
    private SharedSecret() {}

    /** Reads a Secret by its name. */
    static Secret read(String name) {
        Path file = Path.of("src/test/resources/desired/shared/in-" + name + ".yaml");
        try {
            return Serialization.unmarshal(Files.readString(file), Secret.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the content of a shared Secret under another name. */
    static Secret as(String name, String content) {
        return of(name, read(content).getData());
    }

    static Secret of(String name, Map<String, String> data) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(data)
                .build();
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a value of a shared Secret. */
    static byte[] value(String name, String key) {
        return Base64.getDecoder().decode(read(name).getData().get(key));
    }
}
