package io.zimbraproxy.proxy.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Answers of the proxy itself: a status and a sentence, never a name from inside. */
enum ErrorPage {
    BAD_REQUEST(400, "Bad request", "This request cannot be understood."),
    UNKNOWN_HOST(400, "Bad request", "This host name is not served here."),
    FORBIDDEN(403, "Forbidden", "This request is not allowed."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "This server does not make tunnels."),
    BAD_GATEWAY(502, "Bad gateway", "The mailbox server cannot be reached. Please try again in a moment."),
    UNAVAILABLE(503, "Service unavailable", "The server is busy. Please try again in a moment."),
    TIMEOUT(504, "Gateway timeout", "The mailbox server did not answer in time. Please try again in a moment.");

    private final int status;
    private final String page;

    ErrorPage(int status, String title, String sentence) {
        this.status = status;
        page = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + status + " " + title
                + "</title></head><body><h1>" + title + "</h1><p>" + sentence + "</p></body></html>\n";
    }

    int status() {
        return status;
    }

    /** Answers a request whose response has not begun. */
    void send(HttpServerResponse response) {
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(page);
    }
}
