package io.zimbraproxy.proxy.it.stage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text of a line of a dialogue as bytes; the README of the dialogues lists the escapes. */
public final class DialogueText {
    private final String text;
    private int at;

    private DialogueText(String text) {
        this.text = text;
    }

    public static byte[] bytes(String text) {
        return new DialogueText(text).until("");
    }

    /** One character for each byte. */
    public static String latin(String text) {
        return new String(bytes(text), StandardCharsets.ISO_8859_1);
    }

    /** Up to one of these characters, which is taken too, or the end. */
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

    /** Behind the brace: how often, an asterisk, and what. */
    private byte[] repeated() {
        int times = Integer.parseInt(new String(until("*"), StandardCharsets.US_ASCII));
        byte[] once = until("}");
        ByteArrayOutputStream out = new ByteArrayOutputStream(times * once.length);
        for (int i = 0; i < times; i++) {
            out.writeBytes(once);
        }
        return out.toByteArray();
    }

    /** Behind the letter: a text in parentheses. */
    private byte[] base64() {
        at++;
        return Base64.getEncoder().encode(until(")"));
    }
}
