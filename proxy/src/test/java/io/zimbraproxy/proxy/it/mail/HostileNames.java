package io.zimbraproxy.proxy.it.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Generates user names of an attacker, the same ones in every run. */
final class HostileNames {
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\r",
            "\n",
            "\0",
            " ",
            "\t",
            "%0d%0a",
            "%0a",
            "%00",
            "%",
            "\\",
            "\"",
            "{10}",
            "\u001b[2J",
            "\u2028",
            "\u0085",
            "😀",
            "ü",
            "\u202e",
            ";ip=127.0.0.1",
            ";user=alice@example.com",
            "@",
            "@@",
            "alice",
            "alice@example.com",
            "/tb",
            "../../",
            "'",
            "*",
            "(",
            "\r\nset x 0 0 1\r\n1\r\n",
            "\r\ndelete route:proto=imap;user=alice@example.com\r\n",
            "\nflush_all\n",
            "\r\nAuth-Status: OK\r\nAuth-Server: 127.0.0.1\r\n",
            "\r\nAuth-Zimbra-Admin: True",
            " 0 3600 15\r\n127.0.0.1:1",
            "\u00ff\u00fe");

    private static final int LONG = 300;

    private HostileNames() {}

    /** Generates this number of different names. */
    static Stream<byte[]> of(int count) {
        Random random = new Random(20221);
        return Stream.generate(() -> name(random)).limit(count);
    }

    private static byte[] name(Random random) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        int pieces = 1 + random.nextInt(5);
        for (int i = 0; i < pieces; i++) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            // Every fourth piece is ISO 8859-1 instead of UTF-8.
            byte[] bytes =
                    piece.getBytes(random.nextInt(4) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
            name.write(bytes, 0, bytes.length);
            // A random part makes the name unique.
            byte[] unique = Integer.toHexString(random.nextInt()).getBytes(StandardCharsets.US_ASCII);
            name.write(unique, 0, unique.length);
        }
        if (random.nextInt(10) == 0) {
            byte[] more = "x".repeat(LONG).getBytes(StandardCharsets.US_ASCII);
            name.write(more, 0, more.length);
        }
        return name.toByteArray();
    }
}
