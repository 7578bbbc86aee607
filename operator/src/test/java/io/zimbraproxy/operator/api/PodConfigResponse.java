package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.read.ManifestReader;
import io.zimbraproxy.crds.validate.Fingerprint;
import java.nio.charset.StandardCharsets;

/** Response of a proxy to {@code GET /config}, with the fields that the operator reads. */
final class PodConfigResponse {
    private PodConfigResponse() {}

    /** Returns the response of a proxy that runs a configuration. */
    static String running(ConfigMap map) {
        ZimbraProxy manifest = ManifestReader.read(
                        "zimbraproxy.yaml",
                        map.getData().get("zimbraproxy.yaml").getBytes(StandardCharsets.UTF_8))
                .resource();
        return "{\"hash\":\"" + Fingerprint.of(manifest.getSpec()) + "\",\"generation\":"
                + manifest.getMetadata().getGeneration() + ",\"problems\":[],\"warnings\":[]}";
    }

    /** Returns the response of a proxy that refused the new configuration and runs an old one. */
    static String refusing(String problem) {
        return "{\"hash\":\"old\",\"generation\":1,\"problems\":[\"" + problem + "\"],\"warnings\":[]}";
    }
}
