package io.zimbraproxy.proxy.recorded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A dialogue recorded from Zimbra's own proxy. {@code recorded/README.md} in the test resources describes the recording. */
public record RecordedCase(String name, String protocol, Map<String, Object> settings, List<JsonObject> steps) {
    private static final Path FILE = Path.of("src/test/resources/recorded/zimbra-transcripts.json");

    /** Reads all cases of a protocol. */
    public static Stream<RecordedCase> of(String protocol) {
        return all().filter(recorded -> recorded.protocol().equals(protocol));
    }

    /** Reads all cases in the order of the recording. */
    public static Stream<RecordedCase> all() {
        return file().getJsonArray("cases").stream()
                .map(JsonObject.class::cast)
                .map(json -> new RecordedCase(
                        json.getString("case"),
                        json.getString("protocol"),
                        json.getJsonObject("settings").getMap(),
                        json.getJsonArray("steps").stream()
                                .map(JsonObject.class::cast)
                                .toList()));
    }

    /** Reads the recorded inputs and results of a hash function. */
    public static Stream<JsonArray> vectors(String name) {
        return file().getJsonObject("hash_vectors").getJsonArray(name).stream().map(JsonArray.class::cast);
    }

    private static JsonObject file() {
        try {
            return new JsonObject(Files.readString(FILE, StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Returns a setting of the case, or the default. */
    public String setting(String key, String defaultValue) {
        return Objects.toString(settings.get(key), defaultValue);
    }

    @Override
    public String toString() {
        return name;
    }
}
