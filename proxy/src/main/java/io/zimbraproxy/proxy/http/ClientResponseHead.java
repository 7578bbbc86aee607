package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Framing;
import java.util.function.Consumer;

/**
 * The head of an answer, for the client to write in its version of HTTP.
 *
 * @param reason may be empty
 * @param framing of the body, as far as it is known: a length, chunks or the end of a connection, or none
 * @param toldLength the length of the body that an answer without one tells about, as text; null when it does not
 * @param fields writes the fields, without those about connection and length
 */
public record ClientResponseHead(
        int status, String reason, Framing framing, String toldLength, Consumer<FieldSink> fields) {}
