package io.zimbraproxy.proxy.migrate.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Decodes bytes to lines of UTF-8 text. */
final class TextLines {
    private static final int LONGEST_LINE = 1024 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextLines() {}

    /** Decodes a file; fails with file and line if it is not text. */
    static InputText read(String name, byte[] bytes, boolean named) throws BadInput {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < bytes.length; ) {
            int end = endOfLine(bytes, start);
            String where = name + ":" + (lines.size() + 1);
            if (end - start > LONGEST_LINE) {
                throw new BadInput(where, "is longer than 1 MiB", "check that the file is Zimbra or nginx output");
            }
            lines.add(line(where, decoder, ByteBuffer.wrap(bytes, start, end - start)));
            start = end + 1;
        }
        return new InputText(name, lines, named);
    }

    private static int endOfLine(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static String line(String where, CharsetDecoder decoder, ByteBuffer bytes) throws BadInput {
        String text;
        try {
            text = decoder.decode(bytes).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new BadInput(where, "is not UTF-8 text", "save the output as UTF-8");
        }
        if (text.indexOf('\0') >= 0) {
            throw new BadInput(where, "contains a NUL character", "check that the file is Zimbra or nginx output");
        }
        String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    }
}
