package io.zimbraproxy.proxy.upstream.login;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import io.zimbraproxy.crds.text.Printable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Takes complete lines, with their line ends, from the bytes of a mailbox server. The length of a line is limited. */
final class ReplyLines {
    /** Limit for one line, in bytes. No reply to a login has lines this long. */
    static final int MAX_LINE = 64 * 1024;

    private static final int SHOWN = 80;

    private boolean tooLong;
    /** Number of unread bytes that hold no line end. */
    private int scanned;

    /** Returns the next line with its line end, or null if no line is complete. */
    byte @Nullable [] next(ByteBuf in) {
        int end = in.indexOf(in.readerIndex() + scanned, in.writerIndex(), (byte) '\n');
        int length = end < 0 ? in.readableBytes() : end + 1 - in.readerIndex();
        tooLong = length > MAX_LINE;
        if (end < 0 || tooLong) {
            scanned = in.readableBytes();
            return null;
        }
        scanned = 0;
        byte[] line = new byte[length];
        in.readBytes(line);
        return line;
    }

    /** Returns true if the server has sent a line that is longer than allowed. */
    boolean tooLong() {
        return tooLong;
    }

    /** Returns true if the line begins with {@code text}, which is US-ASCII. Upper and lower case are equal. */
    static boolean starts(byte[] line, String text) {
        return AsciiString.regionMatches(new AsciiString(line, false), true, 0, text, 0, text.length());
    }

    /** Returns the base64 text of a challenge; empty if the line holds other characters. */
    static String afterPlus(byte[] line) {
        String text = new String(line, 1, line.length - 1, StandardCharsets.US_ASCII).strip();
        return text.matches("[A-Za-z0-9+/=]*") ? text : "";
    }

    /** Returns the line for a log: in quotes, short and printable. */
    static String shown(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
        return '"' + Printable.ascii(text, SHOWN) + '"';
    }
}
