package io.zimbraproxy.proxy.route.lookup;

import io.zimbraproxy.crds.text.RootCause;

/** A lookup response that is not usable. Has no stack trace. */
final class LookupException extends Exception {
    private static final long serialVersionUID = 1L;

    LookupException(String message) {
        super(message, null, false, false);
    }

    /** Describes a failure for log lines: printable, at most 200 characters. */
    static String describe(Throwable fault) {
        Throwable cause = RootCause.of(fault);
        String message = RootCause.message(fault);
        boolean complete = cause instanceof LookupException || cause.getMessage() == null;
        return HeaderText.printable(complete ? message : cause.getClass().getSimpleName() + ": " + message);
    }
}
