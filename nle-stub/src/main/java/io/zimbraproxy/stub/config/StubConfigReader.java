package io.zimbraproxy.stub.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reader of the YAML form of a {@link StubConfig}. An unknown field is an error. */
public final class StubConfigReader {

    private static final String DEMO = "/demo-accounts.yaml";

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private StubConfigReader() {}

    /**
     * Reads and checks a file.
     *
     * @throws StubConfigException with all problems of the configuration
     * @throws IOException if the file cannot be read
     */
    public static StubConfig read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /**
     * Parses and checks a text.
     *
     * @param source name of the text in error messages
     */
    private static StubConfig parse(String source, String yaml) {
        StubConfig config;
        try {
            config = MAPPER.readValue(yaml, StubConfig.class);
        } catch (JsonProcessingException e) {
            throw new StubConfigException(source, List.of(problem(e)));
        }
        if (config == null) {
            throw new StubConfigException(source, List.of("the file is empty; add mailboxes and accounts"));
        }
        List<String> problems = StubConfigCheck.problems(config);
        if (!problems.isEmpty()) {
            throw new StubConfigException(source, problems);
        }
        return config;
    }

    static StubConfig readDemo() {
        try (InputStream stream = Objects.requireNonNull(StubConfigReader.class.getResourceAsStream(DEMO), DEMO)) {
            return parse(DEMO, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String problem(JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        if (e instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return where + path(unknown) + ": unknown field; allowed here: " + known;
        }
        if (e instanceof JsonMappingException mapping) {
            String text = mapping.getCause() instanceof IllegalArgumentException cause
                    ? cause.getMessage()
                    : mapping.getOriginalMessage();
            return where + path(mapping) + ": " + text;
        }
        return where + e.getOriginalMessage();
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "top level" : path.toString();
    }
}
