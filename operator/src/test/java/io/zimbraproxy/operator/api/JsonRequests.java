package io.zimbraproxy.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Requests of the mock server with a JSON object as their body. */
final class JsonRequests {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private JsonRequests() {}

    /** Copies a request with another method and path, and with a change to its body. */
    static RecordedRequest with(RecordedRequest request, HttpMethod method, String path, Consumer<ObjectNode> change) {
        ObjectNode object = parse(request.getUtf8Body());
        change.accept(object);
        return of(request, method, path, object);
    }

    /** Copies a request with another method, path and body. */
    static RecordedRequest of(RecordedRequest request, HttpMethod method, String path, ObjectNode object) {
        return new RecordedRequest(
                request.getHttpVersion(),
                method,
                path,
                request.getHeaders(),
                new Buffer(object.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads a JSON object.
     *
     * @throws IllegalArgumentException if the text is not JSON
     */
    static ObjectNode parse(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
