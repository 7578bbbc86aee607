package io.zimbraproxy.proxy.migrate.read;

import java.util.List;

/**
 * An input file as text.
 *
 * @param name path as the user wrote it, or {@code standard input}
 * @param lines lines without line ends; the first one has number 1 in messages
 * @param named whether the user named the file itself, not its folder
 */
record InputText(String name, List<String> lines, boolean named) {
    InputText {
        lines = List.copyOf(lines);
    }

    /** Returns the name without the folder, for comments in the manifest. */
    String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Creates the error for a line. */
    BadInput bad(int line, String problem, String advice) {
        return new BadInput(name + ":" + line, problem, advice);
    }
}
