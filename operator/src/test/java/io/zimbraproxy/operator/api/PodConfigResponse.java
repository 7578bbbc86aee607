package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.read.ManifestReader;
import io.zimbraproxy.crds.validate.Fingerprint;
import java.nio.charset.StandardCharsets;

/** What a proxy answers to {@code GET /config}, as far as the operator reads it. */
final class PodConfigResponse {
    private PodConfigResponse() {}

    /** Of one that runs what this says. */
    static String running(ConfigMap map) {
        ZimbraProxy manifest = ManifestReader.read(
                        "zimbraproxy.yaml",
                        map.getData().get("zimbraproxy.yaml").getBytes(StandardCharsets.UTF_8))
                .resource();
        return "{\"hash\":\"" + Fingerprint.of(manifest.getSpec()) + "\",\"generation\":"
                + manifest.getMetadata().getGeneration() + ",\"problems\":[],\"warnings\":[]}";
    }

    /** Of one that refused what it read, and runs what it had. */
    static String refusing(String problem) {
        return "{\"hash\":\"old\",\"generation\":1,\"problems\":[\"" + problem + "\"],\"warnings\":[]}";
    }
}
