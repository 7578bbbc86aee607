package io.zimbraproxy.stub.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultKind;
import io.zimbraproxy.stub.fault.FaultStage;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Parser of faults: YAML or JSON such as {@code {kind: slow, millis: 500}}, or only the kind, such as {@code hang}. */
final class FaultReader {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String FIELDS = "kind, at, millis, status, text, times";

    private FaultReader() {}

    /**
     * Parses the body of a request.
     *
     * @return empty for the kind {@code none}
     * @throws IllegalArgumentException if the text is no fault; the message lists what is allowed
     */
    static Optional<Fault> read(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            JsonNode fault =
                    tree.isTextual() ? JsonNodeFactory.instance.objectNode().set("kind", tree) : tree;
            if (!fault.isObject() || !fault.path("kind").isTextual()) {
                throw new IllegalArgumentException("kind: missing; allowed: none, " + kinds());
            }
            return fault.path("kind").textValue().equals("none")
                    ? Optional.empty()
                    : Optional.of(MAPPER.treeToValue(fault, Fault.class));
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(e.getPropertyName() + ": no such field; allowed: " + FIELDS, e);
        } catch (InvalidFormatException e) {
            throw new IllegalArgumentException(problem(e), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("fault: not YAML or JSON (" + e.getOriginalMessage() + ")", e);
        }
    }

    private static String problem(InvalidFormatException e) {
        String field = e.getPath().isEmpty() ? "fault" : e.getPath().get(0).getFieldName();
        String allowed =
                switch (field) {
                    case "kind" -> "none, " + kinds();
                    case "at" ->
                        Arrays.stream(FaultStage.values())
                                .map(FaultStage::wireName)
                                .collect(Collectors.joining(", "));
                    default -> "a whole number";
                };
        return field + ": unknown value (saw '" + e.getValue() + "'); allowed: " + allowed;
    }

    private static String kinds() {
        return Arrays.stream(FaultKind.values()).map(FaultKind::wireName).collect(Collectors.joining(", "));
    }
}
