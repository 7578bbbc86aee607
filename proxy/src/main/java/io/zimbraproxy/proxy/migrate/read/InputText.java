package io.zimbraproxy.proxy.migrate.read;

import java.util.List;

/**
 * A file as text.
 *
 * @param name as the user gave it; {@code standard input} for that
 * @param lines without their ends; the first one has number 1 in messages
 * @param named whether the user named the file itself, not a folder it is in
 */
record InputText(String name, List<String> lines, boolean named) {
    InputText {
        lines = List.copyOf(lines);
    }

    /** The last part of the name: where it lies is of no use in what is written. */
    String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    BadInput bad(int line, String what, String todo) {
        return new BadInput(name + ":" + line, what, todo);
    }
}
