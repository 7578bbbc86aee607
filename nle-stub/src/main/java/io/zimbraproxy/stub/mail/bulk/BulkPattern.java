package io.zimbraproxy.stub.mail.bulk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of a virtual message of any size, generated on demand: a header of three lines, then numbered lines. A lost,
 * repeated or swapped part changes any checksum. All lines have 64 bytes; a message of n bytes consists of the first n bytes.
 */
public final class BulkPattern {

    static final int LINE = 64;
    static final int HEADER = 3 * LINE;

    private static final byte[][] HEADER_LINES = {
        headerLine("Subject: bulk message ", "\r\n"),
        headerLine("From: bulk@example.net (", ")\r\n"),
        headerLine("X-Filler: ", "\r\n\r\n")
    };

    /** The last three hex digits of a line number give its position in the block, the other thirteen the block's number. */
    private static final int LINES_PER_BLOCK = 4096;

    private static final int BLOCK_DIGITS = 13;
    private static final byte[] BLOCK = block();

    private static final int CHUNK = 1 << 16;

    private BulkPattern() {}

    /** Returns {@code length} bytes from {@code offset}. */
    public static byte[] bytes(long offset, int length) {
        byte[] bytes = new byte[length];
        byte[] partial = new byte[LINE];
        byte[] blockDigits = new byte[BLOCK_DIGITS];
        long digitsOf = -1;
        int at = 0;
        while (at < length) {
            long line = (offset + at) / LINE;
            if (line / LINES_PER_BLOCK != digitsOf) {
                digitsOf = line / LINES_PER_BLOCK;
                blockDigits = HexFormat.of().toHexDigits(digitsOf, BLOCK_DIGITS).getBytes(StandardCharsets.US_ASCII);
            }
            int from = (int) ((offset + at) % LINE);
            int count = Math.min(LINE - from, length - at);
            if (count == LINE) {
                line(line, blockDigits, bytes, at);
            } else {
                line(line, blockDigits, partial, 0);
                System.arraycopy(partial, from, bytes, at, count);
            }
            at += count;
        }
        return bytes;
    }

    /** Returns the SHA-256 of a whole message in lower-case hex. */
    public static String sha256(long size) {
        MessageDigest digest = newSha256();
        for (long at = 0; at < size; at += CHUNK) {
            digest.update(bytes(at, (int) Math.min(CHUNK, size - at)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void line(long number, byte[] blockDigits, byte[] to, int at) {
        if (number < HEADER_LINES.length) {
            System.arraycopy(HEADER_LINES[(int) number], 0, to, at, LINE);
            return;
        }
        System.arraycopy(BLOCK, (int) (number % LINES_PER_BLOCK) * LINE, to, at, LINE);
        System.arraycopy(blockDigits, 0, to, at, BLOCK_DIGITS);
    }

    private static byte[] block() {
        StringBuilder block = new StringBuilder(LINES_PER_BLOCK * LINE);
        for (int line = 0; line < LINES_PER_BLOCK; line++) {
            block.append(HexFormat.of().toHexDigits(line, 16))
                    .append(" the quick brown fox jumps over the lazy dogs.\r\n");
        }
        return block.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] headerLine(String begin, String end) {
        return (begin + "x".repeat(LINE - begin.length() - end.length()) + end).getBytes(StandardCharsets.US_ASCII);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
