package io.zimbraproxy.proxy.http;

/** Answers of the proxy itself: a status and a sentence, never a name from inside. */
public enum ErrorPage {
    BAD_REQUEST(400, "Bad Request", "This request cannot be understood."),
    UNKNOWN_HOST(400, "Bad Request", "This host name is not served here."),
    FORBIDDEN(403, "Forbidden", "This request is not allowed."),
    CERTIFICATE_NEEDED(403, "Forbidden", "This site is for clients that show a certificate."),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed", "This method is not allowed here."),
    REQUEST_TIMEOUT(408, "Request Timeout", "The rest of this request did not come in time."),
    BODY_TOO_LARGE(413, "Content Too Large", "What you send is larger than this site takes."),
    TARGET_TOO_LONG(414, "URI Too Long", "The address of this request is too long."),
    EXPECTATION_FAILED(417, "Expectation Failed", "This server cannot do what the request expects."),
    MISDIRECTED(421, "Misdirected Request", "Please ask for this host name on a connection of its own."),
    TOO_MANY_REQUESTS(
            429, "Too Many Requests", "There were too many requests from your address. Please wait a moment."),
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large", "The headers of this request are too large."),
    INTERNAL_ERROR(500, "Internal Server Error", "This request cannot be answered now. Please try again in a moment."),
    NOT_IMPLEMENTED(501, "Not Implemented", "This server does not know the transfer coding of this request."),
    BAD_GATEWAY(502, "Bad Gateway", "The mailbox server cannot be reached. Please try again in a moment."),
    UNAVAILABLE(503, "Service Unavailable", "The server is busy. Please try again in a moment."),
    TIMEOUT(504, "Gateway Timeout", "The mailbox server did not answer in time. Please try again in a moment."),
    VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported", "This server speaks HTTP/1.0, HTTP/1.1 and HTTP/2.");

    private final int status;
    private final String reason;
    private final String sentence;

    ErrorPage(int status, String reason, String sentence) {
        this.status = status;
        this.reason = reason;
        this.sentence = sentence;
    }

    /** The first page with this status; that of 400 when there is none. */
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

    /** As it stands in the status line (RFC 9110 section 15). */
    String reason() {
        return reason;
    }

    /** For people. */
    String html() {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + status + " " + reason
                + "</title></head><body><h1>" + reason + "</h1><p>" + sentence + "</p></body></html>\n";
    }

    /** For programs. */
    String json() {
        return "{\"error\":{\"status\":" + status + ",\"title\":\"" + reason + "\",\"detail\":\"" + sentence + "\"}}\n";
    }
}
