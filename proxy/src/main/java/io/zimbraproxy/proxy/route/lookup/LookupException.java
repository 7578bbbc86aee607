package io.zimbraproxy.proxy.route.lookup;

/** A handler's answer cannot be used. Cheap: no stack trace. */
final class LookupException extends Exception {
    private static final long serialVersionUID = 1L;

    LookupException(String message) {
        super(message, null, false, false);
    }

    /** What went wrong, in a few printable words. */
    static String shown(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null && !(cause instanceof LookupException)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return HeaderText.shown(
                cause instanceof LookupException ? message : message == null ? name : name + ": " + message);
    }
}
