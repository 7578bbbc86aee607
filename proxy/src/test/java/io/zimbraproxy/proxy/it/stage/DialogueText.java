package io.zimbraproxy.proxy.it.stage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Decodes a line of a dialogue into bytes. The README of the dialogues lists the escapes. */
public final class DialogueText {
    private final String text;
    private int at;

    private DialogueText(String text) {
        this.text = text;
    }

    public static byte[] bytes(String text) {
        return new DialogueText(text).until("");
    }

    /** Decodes a line into a text with one character per byte. */
    public static String latin(String text) {
        return new String(bytes(text), StandardCharsets.ISO_8859_1);
    }

    /** Decodes up to one of the end characters, which is consumed, or up to the end of the line. */
    private byte[] until(String ends) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (ends.indexOf(c) >= 0) {
                return out.toByteArray();
            }
            out.writeBytes(c == '\\' ? escaped() : Character.toString(c).getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private byte[] escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'r' -> new byte[] {'\r'};
            case 'n' -> new byte[] {'\n'};
            case 't' -> new byte[] {'\t'};
            case '0' -> new byte[] {0};
            case 'x' -> {
                at += 2;
                yield new byte[] {(byte) Integer.parseInt(text.substring(at - 2, at), 16)};
            }
            case '{' -> repeated();
            case 'b' -> base64();
            default -> new byte[] {(byte) c};
        };
    }

    /** Decodes a repetition after its brace: a count, an asterisk and a text. */
    private byte[] repeated() {
        int times = Integer.parseInt(new String(until("*"), StandardCharsets.US_ASCII));
        byte[] once = until("}");
        ByteArrayOutputStream out = new ByteArrayOutputStream(times * once.length);
        for (int i = 0; i < times; i++) {
            out.writeBytes(once);
        }
        return out.toByteArray();
    }

    /** Decodes a text in parentheses after the letter {@code b}, and encodes it as base64. */
    private byte[] base64() {
        at++;
        return Base64.getEncoder().encode(until(")"));
    }
}
