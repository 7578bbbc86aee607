package io.zimbraproxy.proxy.http.message;

/** An HTTP message that the proxy rejects. The bytes after it on its connection cannot be interpreted. */
public final class BadMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String why;

    /** Creates an exception with the status of the error page and a reason for the log, which quotes nothing of the message. */
    public BadMessage(int status, String why) {
        super(why, null, false, false);
        this.status = status;
        this.why = why;
    }

    /** Creates an exception with status 400, for a message that violates the grammar. */
    public static BadMessage malformed(String why) {
        return new BadMessage(400, why);
    }

    public int status() {
        return status;
    }

    /** Returns the reason, which unlike the message of an exception is never null. */
    public String why() {
        return why;
    }
}
