package io.zimbraproxy.proxy.tls.staple;

/** Nobody can be asked about a certificate; the message says why, and what to do. */
final class NoQuestion extends Exception {
    private static final long serialVersionUID = 1L;

    NoQuestion(String message) {
        super(message, null, false, false);
    }
}
