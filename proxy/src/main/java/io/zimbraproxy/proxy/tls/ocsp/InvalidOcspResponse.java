package io.zimbraproxy.proxy.tls.ocsp;

/** An answer that says nothing that may be believed; the message says why. */
final class InvalidOcspResponse extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidOcspResponse(String message) {
        super(message, null, false, false);
    }
}
