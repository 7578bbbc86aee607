package io.zimbraproxy.stub.lookup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The percent-encoding of {@code Auth-User}, with two errors that Zimbra's servlet makes. */
final class PercentEscape {

    private PercentEscape() {}

    /** Decodes as the servlet does: it computes each digit as its distance from {@code '0'}, so A to F give a wrong byte. */
    static String decode(String header, String value) throws LookupRefusal {
        byte[] raw = value.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.write(raw[i]);
            } else if (i + 2 < raw.length) {
                decoded.write((raw[i + 1] - '0') * 16 + (raw[i + 2] - '0'));
                i += 2;
            } else {
                throw new LookupRefusal("incomplete escape in header field " + header);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** Encodes as the servlet does: it encodes a blank twice, as {@code %2520}. */
    static String encode(String name) {
        return name.replace(" ", "%20").replace("%", "%25");
    }
}
