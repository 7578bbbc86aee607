package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.stream.Collectors;

/** Converts a pod template to JSON and back. Unknown fields are an error, because the API server would drop them silently. */
final class TemplateTree {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new RejectUnknownFields())
            .build();

    private TemplateTree() {}

    static JsonNode of(PodTemplateSpec template) {
        return MAPPER.valueToTree(template);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a field is unknown or has the wrong type; the message names the field
     */
    static PodTemplateSpec read(JsonNode tree) {
        try {
            return MAPPER.treeToValue(tree, PodTemplateSpec.class);
        } catch (UnrecognizedPropertyException unknown) {
            throw new IllegalArgumentException("unknown field " + path(unknown), unknown);
        } catch (JsonMappingException mismatch) {
            throw new IllegalArgumentException(path(mismatch) + " has the wrong type", mismatch);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String path(JsonMappingException where) {
        return where.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** Disables the maps in which the model keeps unknown fields. */
    private static final class RejectUnknownFields extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
