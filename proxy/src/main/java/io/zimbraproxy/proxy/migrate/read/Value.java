package io.zimbraproxy.proxy.migrate.read;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One value of a setting.
 *
 * @param name name in the input: an LDAP attribute, a key of zmlocalconfig or an nginx directive
 * @param text text as in the input; may be a private key
 * @param where origin for messages: {@code global}, {@code server mail.example.com}, {@code nginx.conf.mail:12}
 */
public record Value(String name, String text, String where) {
    private static final Pattern SECRET =
            Pattern.compile("password|passwd|secret|token|privatekey|keyselfsigned|keytab");

    /** Returns the value for messages; hides keys and passwords, and replaces PEM text by {@code (PEM)}. */
    public String shown() {
        if (text.contains("PRIVATE KEY")
                || SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()) {
            return "(not shown)";
        }
        return text.startsWith("-----BEGIN ") ? "(PEM)" : MessageText.line(text);
    }

    /** Returns {@code name: value (where)} on one line, without secrets. */
    @Override
    public String toString() {
        return MessageText.line(name) + ": " + shown() + " (" + MessageText.line(where) + ")";
    }
}
