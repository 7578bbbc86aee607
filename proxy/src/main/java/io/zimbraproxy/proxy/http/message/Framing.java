package io.zimbraproxy.proxy.http.message;

import java.util.Locale;
import java.util.Set;

/**
 * The framing of a message: how its recipient finds the end of the body (RFC 9112 section 6).
 *
 * @param length the length of the body in bytes for {@link Kind#LENGTH}, else 0
 */
public record Framing(Kind kind, long length) {
    /** Ways to mark the end of a body. */
    public enum Kind {
        /** The message has no body. */
        NONE,
        /** The body has a known number of bytes. */
        LENGTH,
        /** The last chunk ends the body. */
        CHUNKED,
        /** The end of the connection ends the body; responses only. */
        CLOSE,
        /** The end of the HTTP/2 stream ends the body; requests only. */
        STREAM
    }

    public static final Framing NONE = new Framing(Kind.NONE, 0);
    public static final Framing CHUNKED = new Framing(Kind.CHUNKED, 0);
    public static final Framing CLOSE = new Framing(Kind.CLOSE, 0);
    public static final Framing STREAM = new Framing(Kind.STREAM, 0);

    private static final Set<String> CODINGS =
            Set.of("chunked", "gzip", "x-gzip", "deflate", "compress", "x-compress", "identity");

    private static final int MAX_DIGITS = 18;
    private static final int NOT_IMPLEMENTED = 501;

    public static Framing ofLength(long length) {
        return new Framing(Kind.LENGTH, length);
    }

    public boolean hasBody() {
        return kind != Kind.NONE && (kind != Kind.LENGTH || length > 0);
    }

    /**
     * Reads the framing from the fields of a message. The result is {@link #NONE} if no field frames a body.
     *
     * @throws BadMessage if the fields are malformed, or if recipients could read them in two ways
     */
    static Framing of(Fields fields, boolean http10) throws BadMessage {
        int encoding = fields.first(FieldName.TRANSFER_ENCODING);
        int length = fields.first(FieldName.CONTENT_LENGTH);
        if (encoding < 0) {
            return length < 0 ? NONE : ofLength(length(fields, length));
        }
        if (length >= 0) {
            throw BadMessage.malformed("both Content-Length and Transfer-Encoding");
        }
        if (http10) {
            throw BadMessage.malformed("Transfer-Encoding in HTTP/1.0");
        }
        if (fields.times(FieldName.TRANSFER_ENCODING) > 1) {
            throw BadMessage.malformed("several Transfer-Encoding fields");
        }
        String coding = fields.value(encoding);
        if (coding.equalsIgnoreCase("chunked")) {
            return CHUNKED;
        }
        throw wellFormed(coding)
                ? new BadMessage(NOT_IMPLEMENTED, "a transfer coding other than chunked")
                : BadMessage.malformed("malformed Transfer-Encoding");
    }

    private static long length(Fields fields, int at) throws BadMessage {
        if (fields.next(FieldName.CONTENT_LENGTH, at + 1) >= 0) {
            throw BadMessage.malformed("several Content-Length fields");
        }
        int start = fields.valueStart(at);
        int end = fields.valueEnd(at);
        if (start == end || end - start > MAX_DIGITS) {
            throw BadMessage.malformed("Content-Length is not a number of up to 18 digits");
        }
        long length = 0;
        for (int i = start; i < end; i++) {
            int digit = fields.bytes()[i] - '0';
            if (digit < 0 || digit > 9) {
                throw BadMessage.malformed("Content-Length is not a number");
            }
            length = length * 10 + digit;
        }
        return length;
    }

    /** Returns true if all codings of a list are registered ones and at least one of them is not {@code chunked}. */
    private static boolean wellFormed(String codings) {
        boolean others = false;
        for (String element : codings.split(",", -1)) {
            String coding = element.strip().toLowerCase(Locale.ROOT);
            if (!CODINGS.contains(coding)) {
                return false;
            }
            others |= !coding.equals("chunked");
        }
        return others;
    }
}
