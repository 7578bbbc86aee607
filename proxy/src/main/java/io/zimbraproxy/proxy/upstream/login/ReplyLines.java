package io.zimbraproxy.proxy.upstream.login;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/** Takes complete lines, line ends included, from what a mailbox server sends; bounded. */
final class ReplyLines {
    /** No answer to a login has lines this long. */
    private static final int MAX_LINE = 64 * 1024;

    private boolean tooLong;
    /** So much of what waits holds no line end. */
    private int scanned;

    /** The next line with its line end, or null when none is complete yet. */
    byte[] next(ByteBuf in) {
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

    /** True when the server sent a line that cannot be part of a login. */
    boolean tooLong() {
        return tooLong;
    }

    /** True when the line begins with this text, which is ASCII, capitals or not. */
    static boolean starts(byte[] line, String text) {
        return AsciiString.regionMatches(new AsciiString(line, false), true, 0, text, 0, text.length());
    }

    /** The base64 text of a challenge; empty when it holds anything else. */
    static String afterPlus(byte[] line) {
        String text = new String(line, 1, line.length - 1, StandardCharsets.US_ASCII).strip();
        return text.matches("[A-Za-z0-9+/=]*") ? text : "";
    }

    /** The line for a log: short, printable. */
    static String shown(byte[] line) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < line.length && i < 80; i++) {
            text.append(
                    line[i] >= ' ' && line[i] < 0x7f ? (char) line[i] : line[i] == '\r' || line[i] == '\n' ? ' ' : '?');
        }
        return text.toString().stripTrailing() + "\"";
    }
}
