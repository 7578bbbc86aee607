package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.zimbraproxy.stub.mail.bulk.BulkStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /bytes?n=N}: N bytes of the bulk pattern with Content-Length, or chunked with {@code chunked=true}. Supports a request
 * for one range (RFC 9110 section 14).
 */
final class BytesPage implements Page {

    private static final long MAX = 1L << 40;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,12})-(\\d{0,12})");

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        PageParameters query = new PageParameters(request);
        long length = query.number("n", 0, MAX);
        HttpServerResponse response = request.response().putHeader("Content-Type", "application/octet-stream");
        String range = request.getHeader("Range");
        Matcher wanted = RANGE.matcher(range == null ? "" : range);
        if (wanted.matches()) {
            part(response, wanted, length);
            return;
        }
        response.putHeader("Accept-Ranges", "bytes");
        if (query.flag("chunked")) {
            response.setChunked(true);
        } else {
            response.putHeader("Content-Length", Long.toString(length));
        }
        BulkStream.write(response, 0, length, response::end);
    }

    private static void part(HttpServerResponse response, Matcher wanted, long length) {
        long first = Long.parseLong(wanted.group(1));
        long last = wanted.group(2).isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(wanted.group(2)));
        if (first > last) {
            response.setStatusCode(416)
                    .putHeader("Content-Range", "bytes */" + length)
                    .end();
            return;
        }
        response.setStatusCode(206)
                .putHeader("Content-Range", "bytes " + first + "-" + last + "/" + length)
                .putHeader("Content-Length", Long.toString(last + 1 - first));
        BulkStream.write(response, first, last + 1, response::end);
    }
}
