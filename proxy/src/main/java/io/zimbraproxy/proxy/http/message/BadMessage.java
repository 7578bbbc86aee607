package io.zimbraproxy.proxy.http.message;

/** A message that is not HTTP as we take it; nothing behind it on its connection means anything. */
public final class BadMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** {@code status} is what a client is answered; {@code why} is for the log and holds nothing of the message. */
    public BadMessage(int status, String why) {
        super(why, null, false, false);
        this.status = status;
    }

    /** A message that breaks the grammar. */
    public static BadMessage malformed(String why) {
        return new BadMessage(400, why);
    }

    public int status() {
        return status;
    }
}
