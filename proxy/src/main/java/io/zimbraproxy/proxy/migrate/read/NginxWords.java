package io.zimbraproxy.proxy.migrate.read;

/** The words of a configuration of nginx: comments and blanks are passed over, quotes taken off. */
final class NginxWords {
    private final InputText text;
    private int line;
    private int column;
    private boolean punctuation;

    NginxWords(InputText text) {
        this.text = text;
    }

    /** Number of the line of the last word. */
    int line() {
        return Math.min(line + 1, Math.max(1, text.lines().size()));
    }

    /** Whether the last word was one of <code>; { }</code> outside of quotes. */
    boolean isPunctuation() {
        return punctuation;
    }

    /** The next word; null at the end. */
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
        StringBuilder word = new StringBuilder();
        boolean variable = false;
        for (; column < current.length(); column++) {
            char c = current.charAt(column);
            // ${name} has braces of its own.
            boolean opens = c == '{' && word.length() > 0 && word.charAt(word.length() - 1) == '$';
            if (!opens && !variable && (Character.isWhitespace(c) || c == ';' || c == '{' || c == '}')) {
                break;
            }
            variable = opens || variable && c != '}';
            word.append(c);
        }
        return word.toString();
    }

    private String quoted(char quote) throws BadInput {
        int begin = line;
        StringBuilder word = new StringBuilder();
        column++;
        while (line < text.lines().size()) {
            String current = text.lines().get(line);
            for (; column < current.length(); column++) {
                char c = current.charAt(column);
                if (c == quote) {
                    column++;
                    return word.toString();
                }
                boolean escaped = c == '\\' && column + 1 < current.length() && current.charAt(column + 1) == quote;
                word.append(escaped ? current.charAt(++column) : c);
            }
            word.append('\n');
            line++;
            column = 0;
        }
        throw text.bad(begin + 1, "has a quote that does not end", "check that the file is complete");
    }
}
