package io.zimbraproxy.proxy.tls.staple;

/** An answer that says nothing that may be believed; the message says why. */
final class UnusableAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableAnswer(String message) {
        super(message, null, false, false);
    }
}
