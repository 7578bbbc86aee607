package io.zimbraproxy.proxy.http.message;

/**
 * Parses lines of header fields (RFC 9112 section 5). The parser is stricter than the grammar where lenient parsers allow request
 * smuggling: it rejects folded lines, blanks before the colon and control characters.
 */
final class FieldParser {
    private static final int TOO_LARGE = 431;

    private FieldParser() {}

    /**
     * Parses the bytes from {@code start} to {@code end}, which are complete lines that end with CR LF.
     *
     * @throws BadMessage if a line is not a field, or if there are more than {@code max} fields
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
