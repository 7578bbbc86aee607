package io.zimbraproxy.proxy.tls.ocsp;

/** An OCSP response that must not be used. The message says why. Has no stack trace. */
final class InvalidOcspResponse extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidOcspResponse(String message) {
        super(message, null, false, false);
    }
}
