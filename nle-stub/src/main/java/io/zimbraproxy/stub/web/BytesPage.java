package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.zimbraproxy.stub.mail.bulk.BulkStream;

/** {@code /bytes?n=N}: N bytes of the bulk pattern, with Content-Length or, with {@code chunked=true}, without. */
final class BytesPage implements Page {

    private static final long MAX = 1L << 40;

    @Override
    public void answer(HttpServerRequest request, WebSite site) {
        Query query = new Query(request);
        long length = query.number("n", 0, MAX);
        HttpServerResponse response = request.response().putHeader("Content-Type", "application/octet-stream");
        if (query.flag("chunked")) {
            response.setChunked(true);
        } else {
            response.putHeader("Content-Length", Long.toString(length));
        }
        BulkStream.write(response, 0, length, response::end);
    }
}
