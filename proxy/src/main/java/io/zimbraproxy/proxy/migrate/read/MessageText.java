package io.zimbraproxy.proxy.migrate.read;

import io.zimbraproxy.crds.text.Printable;

/** Makes untrusted text fit for one line of a comment or a message. */
public final class MessageText {
    private static final int LONGEST = 160;

    private MessageText() {}

    /** Replaces unprintable characters and the passwords of URLs, and shortens the text to 160 characters. */
    public static String line(String text) {
        return Printable.line(Printable.withoutCredentials(text), LONGEST);
    }
}
