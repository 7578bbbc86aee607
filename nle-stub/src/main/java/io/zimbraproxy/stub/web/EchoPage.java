package io.zimbraproxy.stub.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** The received request as JSON: request line, headers with their order and spelling, and the beginning of the body. */
final class EchoPage implements Page {

    private static final int MAX_BODY_SHOWN = 64 * 1024;

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        Buffer shown = Buffer.buffer();
        long[] length = {0};
        request.handler(bytes -> {
            length[0] += bytes.length();
            shown.appendBuffer(bytes.slice(0, Math.min(bytes.length(), MAX_BODY_SHOWN - shown.length())));
        });
        request.endHandler(end -> request.response()
                .putHeader("Content-Type", "application/json")
                .end(describe(request, context)
                        .put("bodyLength", length[0])
                        .put("body", shown.toString(StandardCharsets.UTF_8))
                        .encodePrettily()));
    }

    private static JsonObject describe(HttpServerRequest request, PageContext context) {
        JsonArray headers = new JsonArray();
        request.headers()
                .forEach(header ->
                        headers.add(new JsonArray().add(header.getKey()).add(header.getValue())));
        return new JsonObject()
                .put("mailbox", context.mailbox())
                .put("service", context.service().wireName())
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("version", request.version().alpnName())
                .put("user", HomePage.user(request.path()).orElse(null))
                .put("peer", request.remoteAddress().hostAddress())
                .put("headers", headers);
    }
}
