package io.zimbraproxy.crds.certificate;

import io.zimbraproxy.crds.text.Sha256;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Collection;

/** Hashes by which certificates are compared. */
final class Fingerprints {
    private Fingerprints() {}

    /** Returns the SHA-256 of the certificates in DER form, in this order, in hexadecimal. */
    static String of(Collection<? extends Certificate> certificates) {
        return Sha256.hex(certificates.stream().map(Fingerprints::encoded).toArray(byte[][]::new));
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
