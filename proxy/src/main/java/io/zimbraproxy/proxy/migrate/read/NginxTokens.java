package io.zimbraproxy.proxy.migrate.read;

import org.jspecify.annotations.Nullable;

/** Splits an nginx configuration into tokens: skips comments and white space, and removes quotes. */
final class NginxTokens {
    private final InputText text;
    private int line;
    private int column;
    private boolean punctuation;

    NginxTokens(InputText text) {
        this.text = text;
    }

    /** Returns the line number of the last token. */
    int line() {
        return Math.min(line + 1, Math.max(1, text.lines().size()));
    }

    /** Returns whether the last token was one of <code>; { }</code> without quotes. */
    boolean isPunctuation() {
        return punctuation;
    }

    /** Returns the next token; null at the end. */
    @Nullable
    String next() throws BadInput {
        skip();
        if (line >= text.lines().size()) {
            return null;
        }
        char first = peek();
        punctuation = first == ';' || first == '{' || first == '}';
        if (punctuation) {
            column++;
            return String.valueOf(first);
        }
        return first == '"' || first == '\'' ? quoted(first) : plain();
    }

    private void skip() {
        while (line < text.lines().size()) {
            String current = text.lines().get(line);
            while (column < current.length() && Character.isWhitespace(current.charAt(column))) {
                column++;
            }
            if (column < current.length() && current.charAt(column) != '#') {
                return;
            }
            line++;
            column = 0;
        }
    }

    private char peek() {
        return text.lines().get(line).charAt(column);
    }

    private String plain() {
        String current = text.lines().get(line);
        StringBuilder token = new StringBuilder();
        boolean variable = false;
        for (; column < current.length(); column++) {
            char c = current.charAt(column);
            // The braces of ${name} belong to the token.
            boolean opens = c == '{' && token.length() > 0 && token.charAt(token.length() - 1) == '$';
            if (!opens && !variable && (Character.isWhitespace(c) || c == ';' || c == '{' || c == '}')) {
                break;
            }
            variable = opens || variable && c != '}';
            token.append(c);
        }
        return token.toString();
    }

    private String quoted(char quote) throws BadInput {
        int start = line;
        StringBuilder token = new StringBuilder();
        column++;
        while (line < text.lines().size()) {
            String current = text.lines().get(line);
            for (; column < current.length(); column++) {
                char c = current.charAt(column);
                if (c == quote) {
                    column++;
                    return token.toString();
                }
                boolean escaped = c == '\\' && column + 1 < current.length() && current.charAt(column + 1) == quote;
                token.append(escaped ? current.charAt(++column) : c);
            }
            token.append('\n');
            line++;
            column = 0;
        }
        throw text.bad(start + 1, "opens a quote that is not closed", "check that the file is complete");
    }
}
