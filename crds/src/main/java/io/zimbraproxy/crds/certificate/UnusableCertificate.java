package io.zimbraproxy.crds.certificate;

/** Signals an invalid certificate, key or bundle of authorities. The message says why, without any part of a key. */
public final class UnusableCertificate extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableCertificate(String message) {
        super(message, null, false, false);
    }
}
