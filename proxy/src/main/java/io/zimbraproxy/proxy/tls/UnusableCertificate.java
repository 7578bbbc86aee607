package io.zimbraproxy.proxy.tls;

/** A certificate, key or bundle of authorities cannot be used; the message says why, and holds no part of a key. */
public final class UnusableCertificate extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableCertificate(String message) {
        super(message, null, false, false);
    }
}
