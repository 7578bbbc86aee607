package io.zimbraproxy.proxy.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** What the head of a request says about it. */
public final class RequestShape {
    /** Asking twice for these changes no more than asking once (RFC 9110 section 9.2.2). */
    private static final Set<HttpMethod> REPEATABLE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private RequestShape() {}

    /** True when the head announces a body. */
    public static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }

    /** True when it may be sent again although the server may have seen it. */
    static boolean repeatable(HttpServerRequest request) {
        return REPEATABLE.contains(request.method()) && !hasBody(request);
    }
}
