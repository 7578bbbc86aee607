package io.zimbraproxy.crds.certificate;

/** A certificate, key or bundle of authorities cannot be used; the message says why, and holds no part of a key. */
public final class UnusableCertificate extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableCertificate(String message) {
        super(message, null, false, false);
    }
}
