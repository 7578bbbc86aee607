package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import io.zimbraproxy.stub.mail.bulk.BulkStream;

/** {@code /trailers?n=N}: N bytes in chunks, with their digest in a trailer field (RFC 9110 section 6.5). */
final class TrailersPage implements Page {

    private static final long MAX = 1L << 24;

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        long length = new PageParameters(request).number("n", 0, MAX);
        HttpServerResponse response = request.response()
                .setChunked(true)
                .putHeader("Trailer", "X-Sum")
                .putTrailer("X-Sum", sum(length));
        BulkStream.write(response, 0, length, response::end);
    }

    private static String sum(long length) {
        return BulkPattern.sha256(length);
    }
}
