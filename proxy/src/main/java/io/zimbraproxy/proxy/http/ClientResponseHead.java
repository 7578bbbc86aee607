package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Framing;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The head of a response, independent of the client's HTTP version.
 *
 * @param reason the reason phrase; may be empty
 * @param framing the framing of the received body, which the client's connection may have to change
 * @param announcedLength the Content-Length of a response without a body; null if it has none
 * @param fields writes all fields except those about the connection and the length
 */
public record ClientResponseHead(
        int status,
        String reason,
        Framing framing,
        @Nullable String announcedLength,
        Consumer<FieldSink> fields) {}
