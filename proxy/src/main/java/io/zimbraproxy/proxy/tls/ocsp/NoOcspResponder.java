package io.zimbraproxy.proxy.tls.ocsp;

/** Nobody can be asked about a certificate; the message says why, and what to do. */
final class NoOcspResponder extends Exception {
    private static final long serialVersionUID = 1L;

    NoOcspResponder(String message) {
        super(message, null, false, false);
    }
}
