package io.zimbraproxy.operator.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.SpecHash;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Manifest for the pods: the resource without {@code spec.deployment}, and with everything that only the operator knows.
 *
 * @param listeners with their ports in the pods
 * @param hash that a pod reports when it runs this configuration
 * @param text of the manifest, YAML or JSON
 */
public record PodConfig(List<Listener> listeners, String hash, String text) {
    /** Capacity of a ConfigMap (1 MiB), less room for its metadata. */
    public static final int MAX_BYTES = 1_000_000;

    private static final int READABLE_BYTES = 500_000;
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    /**
     * Makes the manifest.
     *
     * @param pools the pools of the specification, with their servers
     */
    public static PodConfig of(ZimbraProxy proxy, ResolvedPools pools) {
        ObjectMeta metadata = proxy.getMetadata();
        ZimbraProxySpec spec = EffectiveSpec.of(metadata, proxy.getSpec(), pools);
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("apiVersion", proxy.getApiVersion()).put("kind", proxy.getKind());
        ObjectNode own = manifest.putObject("metadata").put("name", metadata.getName());
        if (metadata.getGeneration() != null) {
            own.put("generation", metadata.getGeneration());
        }
        ObjectNode sections = JSON.valueToTree(spec);
        sections.remove("deployment");
        manifest.set("spec", sections);
        return new PodConfig(spec.listeners(), SpecHash.of(spec), text(manifest));
    }

    /** Tells whether a ConfigMap can hold the manifest. */
    public boolean fits() {
        return bytes(text) <= MAX_BYTES;
    }

    /** Writes YAML for readers, or JSON when the manifest is so large that only the shorter form fits. */
    private static String text(ObjectNode manifest) {
        try {
            String yaml = YAML.writeValueAsString(manifest);
            return bytes(yaml) <= READABLE_BYTES ? yaml : JSON.writeValueAsString(manifest);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
