package io.zimbraproxy.operator.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Content of the volumes of a pod, read from the API server. */
final class VolumeContent {
    private final KubernetesClient client;
    private final String namespace;

    VolumeContent(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Reads the files of a volume by name.
     *
     * @throws IllegalStateException if a required ConfigMap or Secret is missing, so that a kubelet would not start the pod
     */
    Map<String, byte[]> of(Volume volume) {
        Map<String, byte[]> files = new TreeMap<>();
        if (volume.getConfigMap() != null) {
            String name = volume.getConfigMap().getName();
            ConfigMap map =
                    client.configMaps().inNamespace(namespace).withName(name).get();
            present(map, name)
                    .getData()
                    .forEach((file, text) -> files.put(file, text.getBytes(StandardCharsets.UTF_8)));
        }
        if (volume.getProjected() != null) {
            volume.getProjected().getSources().forEach(source -> files.putAll(of(source)));
        }
        return files;
    }

    private Map<String, byte[]> of(VolumeProjection source) {
        Map<String, byte[]> files = new TreeMap<>();
        String name = source.getSecret().getName();
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        if (secret == null && Boolean.TRUE.equals(source.getSecret().getOptional())) {
            return files;
        }
        present(secret, name)
                .getData()
                .forEach((file, content) -> files.put(file, Base64.getDecoder().decode(content)));
        return files;
    }

    private static <T> T present(T object, String name) {
        if (object == null) {
            throw new IllegalStateException(name + ": does not exist, so the pod cannot start");
        }
        return object;
    }
}
