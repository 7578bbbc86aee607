package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pods a resource asks for: the operator's template with the resource's own merged in, and a hash by which pods are told apart. */
public final class ProxyPodTemplate {
    /** The annotation of pods that has the hash. */
    static final String HASH = "zimbraproxy.io/pod-shape";

    private static final int HASH_LENGTH = 16;
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ProxyPodTemplate() {}

    /** Fields of the resource's template that were not taken over. */
    public static List<String> refused(DesiredContext context) {
        return context.pods().podTemplate() == null
                ? List.of()
                : patched(context).refused();
    }

    /**
     * The template.
     *
     * @throws IllegalArgumentException when the resource's own is none
     */
    static PodTemplateSpec of(DesiredContext context) {
        PodTemplateSpec template = patched(context).template();
        Map<String, String> annotations = new TreeMap<>();
        if (template.getMetadata().getAnnotations() != null) {
            annotations.putAll(template.getMetadata().getAnnotations());
        }
        annotations.put(HASH, hash(template));
        template.getMetadata().setAnnotations(annotations);
        return template;
    }

    private static TemplatePatch.Patched patched(DesiredContext context) {
        return TemplatePatch.apply(BasePodTemplate.of(context), context.pods().podTemplate());
    }

    private static String hash(PodTemplateSpec template) {
        try {
            byte[] json = CANONICAL.writeValueAsString(template).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
