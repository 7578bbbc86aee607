package io.zimbraproxy.proxy.migrate.read;

import java.util.List;
import java.util.stream.Stream;

/**
 * A directive of an nginx configuration.
 *
 * @param children directives in its block; empty for a directive without a block
 * @param where {@code file:line}, for messages
 */
record Directive(String name, List<String> arguments, List<Directive> children, String where) {
    Directive {
        arguments = List.copyOf(arguments);
        children = List.copyOf(children);
    }

    /** Returns the directives of that name directly in this block. */
    Stream<Directive> all(String child) {
        return children.stream().filter(directive -> directive.name().equals(child));
    }

    /** Returns the first argument of the first directive of that name in this block; empty if there is none. */
    String first(String child) {
        return all(child).map(Directive::argument).findFirst().orElse("");
    }

    /** Returns the first argument; empty if there is none. */
    String argument() {
        return arguments.isEmpty() ? "" : arguments.get(0);
    }

    /** Returns all arguments, separated by spaces. */
    String text() {
        return String.join(" ", arguments);
    }

    /** Returns each argument as a value. */
    List<Value> values() {
        return arguments.stream().map(text -> new Value(name, text, where)).toList();
    }

    /** Returns all arguments as one value. */
    Value value() {
        return new Value(name, text(), where);
    }
}
