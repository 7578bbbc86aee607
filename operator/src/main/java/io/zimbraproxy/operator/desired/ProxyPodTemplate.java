package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.zimbraproxy.crds.text.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pod template of the proxies: the operator's template, with the resource's own template merged in and a hash of the result. */
final class ProxyPodTemplate {
    /** Annotation of pods that contains the hash. */
    static final String HASH = "zimbraproxy.io/pod-shape";

    private static final int HASH_LENGTH = 16;
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ProxyPodTemplate() {}

    /** Returns the fields of the resource's template that were ignored, because the operator needs its own values. */
    static List<String> ignoredFields(DesiredContext context) {
        return context.pods().podTemplate() == null
                ? List.of()
                : merged(context).ignoredFields();
    }

    /**
     * Returns the template.
     *
     * @throws IllegalArgumentException if the resource's own template is invalid
     */
    static PodTemplateSpec of(DesiredContext context) {
        PodTemplateSpec template = merged(context).template();
        Map<String, String> annotations = new TreeMap<>();
        if (template.getMetadata().getAnnotations() != null) {
            annotations.putAll(template.getMetadata().getAnnotations());
        }
        annotations.put(HASH, hash(template));
        template.getMetadata().setAnnotations(annotations);
        return template;
    }

    private static TemplatePatch.Merged merged(DesiredContext context) {
        return TemplatePatch.apply(BasePodTemplate.of(context), context.pods().podTemplate());
    }

    private static String hash(PodTemplateSpec template) {
        try {
            return Sha256.hex(CANONICAL.writeValueAsString(template)).substring(0, HASH_LENGTH);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
