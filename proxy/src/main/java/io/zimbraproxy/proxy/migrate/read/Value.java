package io.zimbraproxy.proxy.migrate.read;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One value of a setting.
 *
 * @param name of the setting where it was found: an attribute, a key of zmlocalconfig or a directive of nginx
 * @param text as it stands there; may be a private key
 * @param where it was found, for people: {@code global}, {@code server mail.example.com}, {@code nginx.conf.mail:12}
 */
public record Value(String name, String text, String where) {
    private static final Pattern SECRET =
            Pattern.compile("password|passwd|secret|token|privatekey|keyselfsigned|keytab");

    /** The value as it may be shown: nothing of keys and passwords, PEM only by its kind. */
    public String shown() {
        if (text.contains("PRIVATE KEY")
                || SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()) {
            return "(not shown)";
        }
        return text.startsWith("-----BEGIN ") ? "(PEM)" : OneLine.of(text);
    }

    /** {@code name: value (where)}, on one line, without secrets. */
    @Override
    public String toString() {
        return OneLine.of(name) + ": " + shown() + " (" + OneLine.of(where) + ")";
    }
}
