package io.zimbraproxy.proxy.migrate.read;

import java.util.ArrayList;
import java.util.List;

/** Parser for an nginx configuration or a part of one. It does not follow {@code include}: the included files are input too. */
final class NginxText {
    private static final int MAX_DEPTH = 16;

    private final InputText text;
    private final NginxTokens tokens;

    private NginxText(InputText text) {
        this.text = text;
        this.tokens = new NginxTokens(text);
    }

    static List<Directive> parse(InputText text) throws BadInput {
        return new NginxText(text).block(0);
    }

    /** Parses directives up to the end of the block at this depth; 0 is the file. */
    private List<Directive> block(int depth) throws BadInput {
        List<Directive> directives = new ArrayList<>();
        if (depth > MAX_DEPTH) {
            throw text.bad(
                    tokens.line(),
                    "is nested deeper than " + MAX_DEPTH + " blocks",
                    "check that the file is an nginx configuration");
        }
        int opened = tokens.line();
        for (String token = tokens.next(); token != null; token = tokens.next()) {
            if (!tokens.isPunctuation()) {
                directives.add(directive(token, depth));
            } else if (token.equals("}") && depth > 0) {
                return directives;
            } else if (!token.equals(";")) {
                throw text.bad(
                        tokens.line(), "has " + token + " instead of a directive", "check the braces above this line");
            }
        }
        if (depth > 0) {
            throw text.bad(opened, "opens a block that is not closed", "check that the file is complete");
        }
        return directives;
    }

    private Directive directive(String name, int depth) throws BadInput {
        String where = text.shortName() + ":" + tokens.line();
        int start = tokens.line();
        List<String> arguments = new ArrayList<>();
        for (String token = tokens.next(); token != null; token = tokens.next()) {
            if (!tokens.isPunctuation()) {
                arguments.add(token);
            } else if (token.equals(";")) {
                return new Directive(name, arguments, List.of(), where);
            } else if (token.equals("{")) {
                return new Directive(name, arguments, block(depth + 1), where);
            } else {
                throw text.bad(start, "starts a directive without a semicolon", "check the line before " + token);
            }
        }
        throw text.bad(start, "starts a directive without a semicolon", "check that the file is complete");
    }
}
