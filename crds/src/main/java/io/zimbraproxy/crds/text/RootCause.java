package io.zimbraproxy.crds.text;

/** The innermost cause of an exception, which mostly says best what went wrong. */
public final class RootCause {
    private RootCause() {}

    /** Returns the innermost cause, or the exception itself if it has none. */
    public static Throwable of(Throwable fault) {
        Throwable innermost = fault;
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        return innermost;
    }

    /** Returns the message of the innermost cause, or the simple name of its class if it has no message. */
    public static String message(Throwable fault) {
        Throwable cause = of(fault);
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
