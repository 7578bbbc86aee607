package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Secrets that every pod mounts, with copies of the referenced Secrets. A new certificate, or a new reference, thus reaches running
 * pods, and unusable content does not (docs/adr/0015).
 */
public final class SecretBundles implements Owned {
    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        return context.secrets().entrySet().stream()
                .map(secret -> new SecretBuilder()
                        .withMetadata(Labels.of(context, secret.getKey(), Labels.ofPods(context)))
                        .withType("Opaque")
                        .withData(encoded(secret.getValue()))
                        .build())
                .toList();
    }

    private static Map<String, String> encoded(Map<String, byte[]> files) {
        Map<String, String> data = new TreeMap<>();
        files.forEach((file, content) -> data.put(file, Base64.getEncoder().encodeToString(content)));
        return data;
    }
}
