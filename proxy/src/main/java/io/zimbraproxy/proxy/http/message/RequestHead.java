package io.zimbraproxy.proxy.http.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request that has been parsed and cannot be read in two ways (RFC 9112 section 3). The proxy forwards the target
 * to the mailbox server byte for byte.
 */
public final class RequestHead {
    private static final int NOT_ALLOWED = 405;
    private static final int TARGET_TOO_LONG = 414;
    private static final int EXPECTATION_FAILED = 417;
    private static final int VERSION_NOT_SUPPORTED = 505;

    private static final byte[] VERSION = "HTTP/".getBytes(StandardCharsets.US_ASCII);
    /** {@code HTTP/1.1}. */
    private static final int VERSION_LENGTH = 8;

    private final RequestMethod method;
    private final String target;
    private final boolean http10;
    private final Fields fields;
    private final Framing framing;

    private RequestHead(RequestMethod method, String target, boolean http10, Fields fields, Framing framing) {
        this.method = method;
        this.target = target;
        this.http10 = http10;
        this.fields = fields;
        this.framing = framing;
    }

    /**
     * Parses a head, including its empty line.
     *
     * @param stream true for an HTTP/2 stream with an open body, which the fields need not announce
     * @throws BadMessage with the status for the client, if the head is malformed or not supported
     */
    public static RequestHead parse(byte[] bytes, int maxTarget, int maxFields, boolean stream) throws BadMessage {
        int methodEnd = 0;
        while (Ascii.token(bytes[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd == 0 || bytes[methodEnd] != ' ') {
            throw BadMessage.malformed("no method");
        }
        RequestMethod method = RequestMethod.of(bytes, 0, methodEnd);
        int targetStart = methodEnd + 1;
        int targetEnd = targetStart;
        while (Ascii.target(bytes[targetEnd])) {
            targetEnd++;
        }
        if (targetEnd == targetStart || bytes[targetEnd] != ' ') {
            throw BadMessage.malformed("no valid request target");
        }
        boolean http10 = isHttp10(bytes, targetEnd + 1);
        if (method.isTunnelOrTrace()) {
            throw new BadMessage(NOT_ALLOWED, "method not allowed");
        }
        if (bytes[targetStart] != '/') {
            throw BadMessage.malformed("the request target is not a path");
        }
        if (targetEnd - targetStart > maxTarget) {
            throw new BadMessage(TARGET_TOO_LONG, "request target too long");
        }
        int start = targetEnd + 1 + VERSION_LENGTH + 2;
        Fields fields = FieldParser.parse(bytes, start, bytes.length - 2, maxFields);
        checkHost(fields, http10);
        checkExpectation(fields);
        Framing framing = Framing.of(fields, http10);
        String target = new String(bytes, targetStart, targetEnd - targetStart, StandardCharsets.ISO_8859_1);
        boolean unannounced = stream && framing.kind() == Framing.Kind.NONE;
        return new RequestHead(method, target, http10, fields, unannounced ? Framing.STREAM : framing);
    }

    /** Returns true for HTTP/1.0 and false for HTTP/1.1. */
    private static boolean isHttp10(byte[] bytes, int at) throws BadMessage {
        for (int i = 0; i < VERSION.length; i++) {
            if (bytes[at + i] != VERSION[i]) {
                throw BadMessage.malformed("malformed version");
            }
        }
        int major = bytes[at + 5] - '0';
        int minor = bytes[at + 7] - '0';
        boolean digits = major >= 0 && major <= 9 && bytes[at + 6] == '.' && minor >= 0 && minor <= 9;
        if (!digits || bytes[at + 8] != '\r') {
            throw BadMessage.malformed("malformed version");
        }
        if (major != 1 || minor > 1) {
            throw new BadMessage(VERSION_NOT_SUPPORTED, "HTTP version not supported");
        }
        return minor == 0;
    }

    private static void checkHost(Fields fields, boolean http10) throws BadMessage {
        int host = fields.first(FieldName.HOST);
        if (host < 0 && !http10) {
            throw BadMessage.malformed("no Host field");
        }
        if (host >= 0 && fields.next(FieldName.HOST, host + 1) >= 0) {
            throw BadMessage.malformed("several Host fields");
        }
    }

    private static void checkExpectation(Fields fields) throws BadMessage {
        int i = fields.first(FieldName.EXPECT);
        if (i < 0) {
            return;
        }
        if (!fields.value(i).equalsIgnoreCase("100-continue") || fields.next(FieldName.EXPECT, i + 1) >= 0) {
            throw new BadMessage(EXPECTATION_FAILED, "an expectation other than 100-continue");
        }
    }

    /** Returns a copy with another target, which is a path with an optional query. */
    public RequestHead withTarget(String newTarget) {
        return new RequestHead(method, newTarget, http10, fields, framing);
    }

    public RequestMethod method() {
        return method;
    }

    /** Returns the path and the query as received, with one character per byte (ISO 8859-1). */
    public String target() {
        return target;
    }

    public boolean http10() {
        return http10;
    }

    public Fields fields() {
        return fields;
    }

    public Framing framing() {
        return framing;
    }

    /** Returns the Host field as received, or null if there is none. */
    public @Nullable String host() {
        return fields.value(FieldName.HOST);
    }

    /** Returns true if the client wants to keep the connection open (RFC 9112 section 9.3). */
    public boolean persistent() {
        if (!fields.has(FieldName.CONNECTION)) {
            return !http10;
        }
        return http10 ? fields.lists(FieldName.CONNECTION, "keep-alive") : !fields.lists(FieldName.CONNECTION, "close");
    }

    /**
     * Returns the protocol that the client wants to upgrade to (RFC 9110 section 7.8), or null if there is none that the proxy
     * allows. HTTP/2 without TLS is not allowed, because its requests would bypass the checks of the proxy.
     */
    public @Nullable String upgrade() {
        if (!fields.has(FieldName.UPGRADE) || http10 || framing.hasBody() || !method.equals(RequestMethod.GET)) {
            return null;
        }
        if (fields.times(FieldName.UPGRADE) != 1 || !fields.lists(FieldName.CONNECTION, "upgrade")) {
            return null;
        }
        String protocol = fields.value(FieldName.UPGRADE);
        boolean allowed = protocol != null
                && protocol.matches("[A-Za-z0-9.-]{1,64}(/[A-Za-z0-9.]{1,16})?")
                && !protocol.regionMatches(true, 0, "h2", 0, 2)
                && !protocol.regionMatches(true, 0, "HTTP", 0, 4)
                && !protocol.regionMatches(true, 0, "TLS", 0, 3);
        return allowed ? protocol : null;
    }

    /** Returns true if the proxy may send the request again: the method is safe and there is no body. */
    public boolean repeatable() {
        return method.safe() && !framing.hasBody();
    }
}
