package io.zimbraproxy.proxy.http.client;

import io.netty.handler.codec.http2.Http2Headers;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import java.util.Locale;

/** Receives the fields of a response for HTTP/2, whose names are in lower case (RFC 9113 section 8.2.1). */
record Http2Fields(Http2Headers headers) implements FieldSink {
    @Override
    public void copy(Fields from, int i) {
        add(from.nameText(i), from.value(i));
    }

    @Override
    public void add(String name, String value) {
        headers.add(name.toLowerCase(Locale.ROOT), value);
    }
}
