package io.zimbraproxy.stub.mail.imap;

import java.util.Optional;

/** Parser of a command's arguments: atoms, quoted strings, literals, parentheses (RFC 3501 section 4). */
final class ImapTokens {

    private final String text;
    private int at;

    /** @param text the arguments; the bytes of a literal follow its {@code {n}} and CRLF */
    ImapTokens(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        skipBlanks();
        return at == text.length();
    }

    /** Reads the next character if it is the wanted one; returns whether it was. */
    boolean accept(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** Reads the next string; empty if there is none or it is malformed. */
    Optional<String> string() {
        if (isAtEnd()) {
            return Optional.empty();
        }
        return switch (text.charAt(at)) {
            case '"' -> quoted();
            case '{' -> literal();
            default -> atom();
        };
    }

    private Optional<String> quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Optional.of(value.toString());
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        return Optional.empty();
    }

    private Optional<String> literal() {
        int close = text.indexOf("}\r\n", at);
        if (close < 0) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(at + 1, close).replace("+", ""));
        int begin = close + 3;
        at = begin + length;
        return Optional.of(text.substring(begin, at));
    }

    private Optional<String> atom() {
        int begin = at;
        while (at < text.length() && " ()\"{".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at > begin ? Optional.of(text.substring(begin, at)) : Optional.empty();
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
