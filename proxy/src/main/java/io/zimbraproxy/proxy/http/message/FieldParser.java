package io.zimbraproxy.proxy.http.message;

/**
 * Reads lines of header fields (RFC 9112 section 5). Stricter than the grammar for recipients where leniency has been used to
 * smuggle: no folded lines, no blank before the colon, no control characters.
 */
final class FieldParser {
    private static final int TOO_LARGE = 431;

    private FieldParser() {}

    /**
     * The fields in the bytes from {@code start} to {@code end}, which hold whole lines, each ended by CR LF.
     *
     * @throws BadMessage when a line is no field, or there are more than {@code max}
     */
    static Fields parse(byte[] bytes, int start, int end, int max) throws BadMessage {
        Fields fields = new Fields(bytes);
        int at = start;
        while (at < end) {
            if (fields.count() == max) {
                throw new BadMessage(TOO_LARGE, "too many header fields");
            }
            at = parseLine(bytes, at, end, fields);
        }
        return fields;
    }

    private static int parseLine(byte[] bytes, int start, int end, Fields fields) throws BadMessage {
        int at = start;
        while (Ascii.token(bytes[at])) {
            at++;
        }
        if (at == start || bytes[at] != ':') {
            throw BadMessage.malformed(
                    Ascii.blank(bytes[start]) ? "folded header line" : "header line without a valid name");
        }
        int nameEnd = at++;
        while (Ascii.blank(bytes[at])) {
            at++;
        }
        int valueStart = at;
        while (Ascii.value(bytes[at])) {
            at++;
        }
        if (bytes[at] != '\r' || at + 1 >= end || bytes[at + 1] != '\n') {
            throw BadMessage.malformed("control character in a header field");
        }
        int valueEnd = at;
        while (valueEnd > valueStart && Ascii.blank(bytes[valueEnd - 1])) {
            valueEnd--;
        }
        fields.add(start, nameEnd, valueStart, valueEnd);
        return at + 2;
    }
}
