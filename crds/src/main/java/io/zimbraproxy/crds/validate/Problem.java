package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A defect of a manifest.
 *
 * @param path path of the field, for example {@code spec.listeners[0].port}
 * @param what what is wrong
 * @param seen the value found; null if there is none or it does not help
 * @param todo what to do
 */
public record Problem(String path, String what, @Nullable String seen, String todo) {
    private static final int MAX_SEEN = 120;

    /** Returns {@code path: what is wrong (saw value); what to do}: one printable line, without passwords of URLs. */
    @Override
    public String toString() {
        String saw = seen == null ? "" : " (saw " + Printable.line(Printable.withoutCredentials(seen), MAX_SEEN) + ")";
        return Printable.line(path + ": " + what) + saw + Printable.line("; " + todo);
    }
}
