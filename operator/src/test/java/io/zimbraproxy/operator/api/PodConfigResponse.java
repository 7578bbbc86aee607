package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.read.ManifestReader;
import io.zimbraproxy.crds.spec.SpecHash;
import java.nio.charset.StandardCharsets;

/** Response of a proxy to {@code GET /config}, as far as the operator reads it. */
final class PodConfigResponse {
    private PodConfigResponse() {}

    /** Builds the response of a proxy that runs the manifest in this ConfigMap. */
    static String running(ConfigMap map) {
        ZimbraProxy manifest = ManifestReader.read(
                        "zimbraproxy.yaml",
                        map.getData().get("zimbraproxy.yaml").getBytes(StandardCharsets.UTF_8))
                .resource();
        return "{\"hash\":\"" + SpecHash.of(manifest.getSpec()) + "\",\"generation\":"
                + manifest.getMetadata().getGeneration() + ",\"problems\":[],\"warnings\":[]}";
    }

    /** Builds the response of a proxy that refused a new configuration and keeps an old one. */
    static String refusing(String problem) {
        return "{\"hash\":\"old\",\"generation\":1,\"problems\":[\"" + problem + "\"],\"warnings\":[]}";
    }
}
