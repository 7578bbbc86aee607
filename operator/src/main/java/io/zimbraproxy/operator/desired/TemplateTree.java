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

/** A pod template as a tree. A field that it does not have is an error: the API server would drop it without a word. */
final class TemplateTree {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().annotationIntrospector(new NoRoomForOthers()).build();

    private TemplateTree() {}

    static JsonNode of(PodTemplateSpec template) {
        return MAPPER.valueToTree(template);
    }

    /**
     * Back again.
     *
     * @throws IllegalArgumentException with the place that is wrong
     */
    static PodTemplateSpec read(JsonNode tree) {
        try {
            return MAPPER.treeToValue(tree, PodTemplateSpec.class);
        } catch (UnrecognizedPropertyException unknown) {
            throw new IllegalArgumentException("there is no " + path(unknown), unknown);
        } catch (JsonMappingException mismatch) {
            throw new IllegalArgumentException(path(mismatch) + " is of another type", mismatch);
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

    /** The model keeps what it does not know in a map. */
    private static final class NoRoomForOthers extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
