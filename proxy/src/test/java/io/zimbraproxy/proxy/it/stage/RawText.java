package io.zimbraproxy.proxy.it.stage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Reads and writes bytes of connections as text, one character per byte. */
public final class RawText {
    private RawText() {}

    /** Reads the next line, including its end. Returns null at the end of the stream. */
    public static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return null;
    }

    /** Reads the lines of an HTTP message up to and including the empty line. Returns null at the end of the stream. */
    public static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        String line = line(in);
        while (line != null) {
            head.append(line);
            if (line.equals("\r\n")) {
                return head.toString();
            }
            line = line(in);
        }
        return null;
    }

    /** Reads this number of bytes, or fewer at the end of the stream. */
    public static String bytes(InputStream in, int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
