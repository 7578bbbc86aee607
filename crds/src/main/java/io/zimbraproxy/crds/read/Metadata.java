package io.zimbraproxy.crds.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.zimbraproxy.crds.spec.Names;
import io.zimbraproxy.crds.validate.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reader for the metadata of a manifest. */
final class Metadata {
    private static final int MAX_NAME = 253;
    private static final Set<String> KNOWN = known();

    private Metadata() {}

    private static Set<String> known() {
        JavaType type = ManifestReader.MAPPER.constructType(ObjectMeta.class);
        return ManifestReader.MAPPER.getDeserializationConfig().introspect(type).findProperties().stream()
                .map(BeanPropertyDefinition::getName)
                .filter(name -> !name.equals("additionalProperties"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Reads the metadata and adds its problems; empty if it cannot be read. */
    static ObjectMeta read(JsonNode metadata, List<Problem> problems) {
        metadata.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) {
                problems.add(
                        new Problem("metadata." + field, "is not a known field", null, Nearest.advice(field, KNOWN)));
            }
        });
        name(metadata.path("name"), problems);
        try {
            ObjectMeta read = ManifestReader.MAPPER.treeToValue(metadata, ObjectMeta.class);
            return read == null ? new ObjectMeta() : read;
        } catch (JsonProcessingException mismatch) {
            String message = mismatch.getOriginalMessage();
            problems.add(new Problem("metadata", "is not valid metadata", message, "correct the value"));
            return new ObjectMeta();
        }
    }

    private static void name(JsonNode name, List<Problem> problems) {
        if (name.isMissingNode() || name.isNull()) {
            problems.add(new Problem("metadata.name", "is missing", null, "give the proxy a name such as edge"));
        } else if (!name.isTextual()
                || name.asText().length() > MAX_NAME
                || !name.asText().matches(Names.SUBDOMAIN)) {
            problems.add(new Problem(
                    "metadata.name",
                    "is not a valid name",
                    name.isTextual() ? name.asText() : ScalarShape.seen(name),
                    "use lower-case letters, digits, hyphens and dots"));
        }
    }
}
