package io.zimbraproxy.proxy.migrate.read;

import java.util.List;
import java.util.stream.Stream;

/**
 * One directive of nginx.
 *
 * @param children of a block; empty for a plain directive
 * @param where file and line, for people
 */
record Directive(String name, List<String> arguments, List<Directive> children, String where) {
    Directive {
        arguments = List.copyOf(arguments);
        children = List.copyOf(children);
    }

    /** Directives of that name directly in this block. */
    Stream<Directive> all(String child) {
        return children.stream().filter(directive -> directive.name().equals(child));
    }

    /** The first argument of the first directive of that name in this block; empty when there is none. */
    String first(String child) {
        return all(child).map(Directive::argument).findFirst().orElse("");
    }

    /** The first argument; empty when there is none. */
    String argument() {
        return arguments.isEmpty() ? "" : arguments.get(0);
    }

    /** Everything behind the name. */
    String text() {
        return String.join(" ", arguments);
    }

    /** The arguments as values of the setting. */
    List<Value> values() {
        return arguments.stream().map(text -> new Value(name, text, where)).toList();
    }

    Value value() {
        return new Value(name, text(), where);
    }
}
