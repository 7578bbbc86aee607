package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.text.Printable;

/**
 * Something that is wrong with a manifest.
 *
 * @param path where, for example {@code spec.listeners[0].port}
 * @param what is wrong
 * @param seen what was found there; null when nothing was
 * @param todo what to do
 */
public record Problem(String path, String what, String seen, String todo) {
    private static final int MAX_SEEN = 120;

    /** {@code path: what is wrong (saw what); what to do}; printable, on one line, without passwords of URLs. */
    @Override
    public String toString() {
        String saw = seen == null ? "" : " (saw " + Printable.line(Printable.withoutCredentials(seen), MAX_SEEN) + ")";
        return Printable.line(path + ": " + what) + saw + Printable.line("; " + todo);
    }
}
