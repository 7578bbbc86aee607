package io.zimbraproxy.proxy.migrate.read;

import java.util.ArrayList;
import java.util.List;

/** Reads a configuration of nginx, or a part of one. Files that it includes are not followed: they are given too. */
final class NginxText {
    private static final int MAX_DEPTH = 16;

    private final InputText text;
    private final NginxWords words;

    private NginxText(InputText text) {
        this.text = text;
        this.words = new NginxWords(text);
    }

    static List<Directive> parse(InputText text) throws BadInput {
        return new NginxText(text).block(0);
    }

    /** Directives up to the end of the block at this depth; 0 is the file. */
    private List<Directive> block(int depth) throws BadInput {
        List<Directive> directives = new ArrayList<>();
        if (depth > MAX_DEPTH) {
            throw text.bad(words.line(), "is nested too deeply", "check that this is a configuration of nginx");
        }
        int opened = words.line();
        for (String word = words.next(); word != null; word = words.next()) {
            if (!words.isPunctuation()) {
                directives.add(directive(word, depth));
            } else if (word.equals("}") && depth > 0) {
                return directives;
            } else if (!word.equals(";")) {
                throw text.bad(
                        words.line(), "has " + word + " where a directive belongs", "check the braces before it");
            }
        }
        if (depth > 0) {
            throw text.bad(opened, "opens a block that does not end", "check that the file is complete");
        }
        return directives;
    }

    private Directive directive(String name, int depth) throws BadInput {
        String where = text.shortName() + ":" + words.line();
        int begin = words.line();
        List<String> arguments = new ArrayList<>();
        for (String word = words.next(); word != null; word = words.next()) {
            if (!words.isPunctuation()) {
                arguments.add(word);
            } else if (word.equals(";")) {
                return new Directive(name, arguments, List.of(), where);
            } else if (word.equals("{")) {
                return new Directive(name, arguments, block(depth + 1), where);
            } else {
                throw text.bad(begin, "begins a directive without a semicolon", "check the line before " + word);
            }
        }
        throw text.bad(begin, "begins a directive without a semicolon", "check that the file is complete");
    }
}
