package io.zimbraproxy.proxy.migrate.write;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Secret as Kubernetes has it.
 *
 * @param name a valid name of an object, so no path can be made of it
 * @param texts what each key holds
 */
public record SecretData(String name, Map<String, String> texts) {
    public SecretData {
        texts = Map.copyOf(texts);
    }

    /** The manifest of the Secret. */
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

    /** Name and keys, nothing of what they hold. */
    @Override
    public String toString() {
        return "SecretData[" + name + " " + new TreeMap<>(texts).keySet() + "]";
    }
}
