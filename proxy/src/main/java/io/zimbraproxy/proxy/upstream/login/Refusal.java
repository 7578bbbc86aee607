package io.zimbraproxy.proxy.upstream.login;

import org.jspecify.annotations.Nullable;

/**
 * The replies of a mailbox server that refused a login.
 *
 * @param before untagged lines before the refusal; may be empty
 * @param line the refusal, with its line end
 * @param challenge the error challenge about a bearer token that came before, in base64; null for none
 */
public record Refusal(byte[] before, byte[] line, @Nullable String challenge) {
    /** Returns the refusal for a log: short and printable. */
    public String shown() {
        return "the mailbox server says " + ReplyLines.shown(line);
    }

    static Refusal of(byte[] line) {
        return new Refusal(new byte[0], line, null);
    }
}
