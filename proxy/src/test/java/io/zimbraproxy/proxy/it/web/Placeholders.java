package io.zimbraproxy.proxy.it.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Replaces the placeholders {@code <...>} in the text of a row or a case; {@code web/sites/README.md} lists them. */
final class Placeholders {
    private final Function<String, Optional<String>> names;

    /** {@code names} returns addresses of servers and ports of listeners. */
    Placeholders(Function<String, Optional<String>> names) {
        this.names = names;
    }

    /** Returns the text with all placeholders replaced, also nested ones. */
    String fill(String text) {
        int begin = text.lastIndexOf('<');
        if (begin < 0) {
            return text;
        }
        // The last placeholder contains no other one.
        int end = text.indexOf('>', begin);
        if (end < 0) {
            throw new IllegalArgumentException("no > after the last < in " + text);
        }
        String inner = value(text.substring(begin + 1, end));
        return fill(text.substring(0, begin) + inner + text.substring(end + 1));
    }

    private String value(String placeholder) {
        int blank = placeholder.indexOf(' ');
        String word = blank < 0 ? placeholder : placeholder.substring(0, blank);
        String rest = blank < 0 ? "" : placeholder.substring(blank + 1);
        return switch (word) {
            case "hex" -> hex(rest);
            case "HEX" -> hex(rest).toUpperCase(Locale.ROOT);
            case "base64" -> Base64.getEncoder().encodeToString(rest.getBytes(StandardCharsets.UTF_8));
            case "base64url" ->
                Base64.getUrlEncoder().withoutPadding().encodeToString(rest.getBytes(StandardCharsets.UTF_8));
            case "token" -> "0_ab_" + hex("id=" + rest.length() + ':' + rest + ";exp=13:1893456000000;type=6:zimbra;");
            case "jwt" ->
                value("base64url {\"alg\":\"HS512\"}") + '.' + value("base64url {\"sub\":\"" + rest + "\"}") + ".c2ln";
            case "crlf" -> "\r\n";
            case "times" -> {
                String[] count = rest.split(" ", 2);
                yield count[1].repeat(Integer.parseInt(count[0]));
            }
            default ->
                names.apply(placeholder)
                        .orElseThrow(() -> new IllegalArgumentException("unknown placeholder <" + placeholder + ">"));
        };
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
