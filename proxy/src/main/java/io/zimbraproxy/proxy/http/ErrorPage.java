package io.zimbraproxy.proxy.http;

/** Error responses by the proxy itself: a status and a sentence. They never name an internal server. */
public enum ErrorPage {
    BAD_REQUEST(400, "Bad Request", "The proxy cannot understand this request."),
    UNKNOWN_HOST(400, "Bad Request", "This site does not serve this host name."),
    FORBIDDEN(403, "Forbidden", "This request is not allowed."),
    CERTIFICATE_NEEDED(403, "Forbidden", "This site requires a client certificate."),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed", "This method is not allowed here."),
    REQUEST_TIMEOUT(408, "Request Timeout", "The rest of this request did not arrive in time."),
    BODY_TOO_LARGE(413, "Content Too Large", "The body of this request is larger than this site allows."),
    TARGET_TOO_LONG(414, "URI Too Long", "The address of this request is too long."),
    EXPECTATION_FAILED(417, "Expectation Failed", "This server cannot meet the expectation of this request."),
    MISDIRECTED(421, "Misdirected Request", "Please open a new connection for this host name."),
    TOO_MANY_REQUESTS(
            429, "Too Many Requests", "There were too many requests from your address. Please wait a moment."),
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large", "The headers of this request are too large."),
    INTERNAL_ERROR(
            500, "Internal Server Error", "The server cannot process this request now. Please try again in a moment."),
    NOT_IMPLEMENTED(501, "Not Implemented", "This server does not support the transfer coding of this request."),
    BAD_GATEWAY(502, "Bad Gateway", "The mailbox server cannot be reached. Please try again in a moment."),
    UNAVAILABLE(503, "Service Unavailable", "The server is busy. Please try again in a moment."),
    TIMEOUT(504, "Gateway Timeout", "The mailbox server did not respond in time. Please try again in a moment."),
    VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported", "This server supports HTTP/1.0, HTTP/1.1 and HTTP/2.");

    private final int status;
    private final String reason;
    private final String sentence;

    ErrorPage(int status, String reason, String sentence) {
        this.status = status;
        this.reason = reason;
        this.sentence = sentence;
    }

    /** Returns the first page with a status, or {@link #BAD_REQUEST} if there is none. */
    static ErrorPage of(int status) {
        for (ErrorPage page : values()) {
            if (page.status == status) {
                return page;
            }
        }
        return BAD_REQUEST;
    }

    public int status() {
        return status;
    }

    /** Returns the reason phrase for the status line (RFC 9110 section 15). */
    String reason() {
        return reason;
    }

    /** Returns the page for browsers. */
    String html() {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + status + " " + reason
                + "</title></head><body><h1>" + reason + "</h1><p>" + sentence + "</p></body></html>\n";
    }

    /** Returns the page for programs. */
    String json() {
        return "{\"error\":{\"status\":" + status + ",\"title\":\"" + reason + "\",\"detail\":\"" + sentence + "\"}}\n";
    }
}
