package io.zimbraproxy.proxy.migrate.read;

import io.zimbraproxy.crds.text.Printable;

/** Text from the input, made safe for one line of a comment or a message. */
public final class OneLine {
    private static final int LIMIT = 160;

    private OneLine() {}

    /** Returns one line of at most 160 characters, without control characters and without credentials of URLs. */
    public static String of(String text) {
        return Printable.line(Printable.withoutCredentials(text), LIMIT);
    }
}
