package io.zimbraproxy.proxy.http.message;

import java.nio.charset.StandardCharsets;

/** The head of a response that has been parsed and cannot be read in two ways (RFC 9112 sections 4 and 6.3). */
public final class ResponseHead {
    private static final int BAD_GATEWAY = 502;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final byte[] PROTOCOL = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    /** {@code HTTP/1.1 200}. */
    private static final int SHORTEST = 12;

    private final boolean http10;
    private final int status;
    private final String reason;
    private final Fields fields;
    private final Framing framing;

    private ResponseHead(boolean http10, int status, String reason, Fields fields, Framing framing) {
        this.http10 = http10;
        this.status = status;
        this.reason = reason;
        this.fields = fields;
        this.framing = framing;
    }

    /**
     * Parses a head, including its empty line.
     *
     * @param method the method of the request
     * @throws BadMessage with status 502 if the head is malformed
     */
    public static ResponseHead parse(byte[] bytes, int maxFields, RequestMethod method) throws BadMessage {
        try {
            return read(bytes, maxFields, method);
        } catch (BadMessage bad) {
            throw new BadMessage(BAD_GATEWAY, bad.why());
        }
    }

    private static ResponseHead read(byte[] bytes, int maxFields, RequestMethod method) throws BadMessage {
        if (bytes.length < SHORTEST + 4) {
            throw BadMessage.malformed("no status line");
        }
        for (int i = 0; i < PROTOCOL.length; i++) {
            if (bytes[i] != PROTOCOL[i]) {
                throw BadMessage.malformed("no status line");
            }
        }
        boolean http10 = bytes[7] == '0';
        if (!http10 && bytes[7] != '1' || bytes[8] != ' ') {
            throw BadMessage.malformed("an HTTP version other than 1.0 and 1.1");
        }
        int status = 0;
        for (int i = 9; i < SHORTEST; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw BadMessage.malformed("no status code");
            }
            status = status * 10 + digit;
        }
        if (status < 100 || status > 599) {
            throw BadMessage.malformed("status code out of range");
        }
        int end = SHORTEST;
        while (Ascii.value(bytes[end])) {
            end++;
        }
        boolean reasonFits = end == SHORTEST || bytes[SHORTEST] == ' ';
        if (!reasonFits || bytes[end] != '\r' || bytes[end + 1] != '\n') {
            throw BadMessage.malformed("malformed status line");
        }
        int reasonStart = Math.min(SHORTEST + 1, end);
        String reason = new String(bytes, reasonStart, end - reasonStart, StandardCharsets.ISO_8859_1);
        Fields fields = FieldParser.parse(bytes, end + 2, bytes.length - 2, maxFields);
        return new ResponseHead(http10, status, reason, fields, framing(fields, http10, status, method));
    }

    private static Framing framing(Fields fields, boolean http10, int status, RequestMethod method) throws BadMessage {
        Framing announced = Framing.of(fields, http10);
        if (status < 200 || status == NO_CONTENT || status == NOT_MODIFIED || method.equals(RequestMethod.HEAD)) {
            return Framing.NONE;
        }
        return announced.kind() == Framing.Kind.NONE ? Framing.CLOSE : announced;
    }

    public int status() {
        return status;
    }

    /** Returns the reason phrase, which may be empty. */
    public String reason() {
        return reason;
    }

    public Fields fields() {
        return fields;
    }

    public Framing framing() {
        return framing;
    }

    /** Returns true for an interim response, which precedes the final one (RFC 9110 section 15.2). */
    public boolean interim() {
        return status < 200;
    }

    /** Returns true if the response may have a Content-Length field although it has no body (RFC 9110 section 8.6). */
    public boolean mayAnnounceLength() {
        return status >= 200 && status != NO_CONTENT;
    }

    /** Returns true if the server keeps the connection open (RFC 9112 section 9.3). */
    public boolean persistent() {
        if (framing.kind() == Framing.Kind.CLOSE) {
            return false;
        }
        if (!fields.has(FieldName.CONNECTION)) {
            return !http10;
        }
        return http10 ? fields.lists(FieldName.CONNECTION, "keep-alive") : !fields.lists(FieldName.CONNECTION, "close");
    }
}
