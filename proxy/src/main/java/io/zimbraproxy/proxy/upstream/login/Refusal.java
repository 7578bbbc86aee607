package io.zimbraproxy.proxy.upstream.login;

/**
 * How a mailbox server refused a login.
 *
 * @param before untagged lines before its answer; may be empty
 * @param line its answer, with its line end
 * @param challenge what it said about a bearer token first, in base64; null for none
 */
public record Refusal(byte[] before, byte[] line, String challenge) {
    /** The answer for a log: short, printable. */
    public String shown() {
        return "the mailbox server says " + ReplyLines.shown(line);
    }

    static Refusal of(byte[] line) {
        return new Refusal(new byte[0], line, null);
    }
}
