package io.zimbraproxy.proxy.migrate.write;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Kubernetes Secret.
 *
 * @param name valid name of a Kubernetes object, so that it is a safe file name
 * @param texts content of each key
 */
public record SecretData(String name, Map<String, String> texts) {
    public SecretData {
        texts = Map.copyOf(texts);
    }

    /** Returns the manifest of the Secret. */
    String yaml() {
        boolean tls = texts.containsKey("tls.crt") && texts.containsKey("tls.key");
        StringBuilder yaml = new StringBuilder("apiVersion: v1\nkind: Secret\nmetadata:\n  name: ")
                .append(name)
                .append("\ntype: ")
                .append(tls ? "kubernetes.io/tls" : "Opaque")
                .append("\ndata:\n");
        new TreeMap<>(texts).forEach((key, text) -> yaml.append("  ")
                .append(key)
                .append(": ")
                .append(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .append('\n'));
        return yaml.toString();
    }

    /** Returns name and keys without their content. */
    @Override
    public String toString() {
        return "SecretData[" + name + " " + new TreeMap<>(texts).keySet() + "]";
    }
}
