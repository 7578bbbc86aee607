package io.zimbraproxy.stub.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** The request as it came, as JSON: request line, headers in order with their spelling, the beginning of the body. */
final class EchoPage implements Page {

    private static final int MAX_BODY_SHOWN = 64 * 1024;

    @Override
    public void answer(HttpServerRequest request, WebSite site) {
        Buffer shown = Buffer.buffer();
        long[] length = {0};
        request.handler(bytes -> {
            length[0] += bytes.length();
            shown.appendBuffer(bytes.slice(0, Math.min(bytes.length(), MAX_BODY_SHOWN - shown.length())));
        });
        request.endHandler(end -> request.response()
                .putHeader("Content-Type", "application/json")
                .end(describe(request, site)
                        .put("bodyLength", length[0])
                        .put("body", shown.toString(StandardCharsets.UTF_8))
                        .encodePrettily()));
    }

    private static JsonObject describe(HttpServerRequest request, WebSite site) {
        JsonArray headers = new JsonArray();
        request.headers()
                .forEach(header ->
                        headers.add(new JsonArray().add(header.getKey()).add(header.getValue())));
        return new JsonObject()
                .put("mailbox", site.mailbox())
                .put("service", site.service())
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("version", request.version().alpnName())
                .put("user", HomePage.user(request.path()).orElse(null))
                .put("peer", request.remoteAddress().hostAddress())
                .put("headers", headers);
    }
}
