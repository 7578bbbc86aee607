package io.zimbraproxy.proxy.tls.ocsp;

/** A certificate without a usable OCSP server. The message says why, and what to do. Has no stack trace. */
final class NoOcspResponder extends Exception {
    private static final long serialVersionUID = 1L;

    NoOcspResponder(String message) {
        super(message, null, false, false);
    }
}
