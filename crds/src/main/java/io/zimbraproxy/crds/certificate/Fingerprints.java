package io.zimbraproxy.crds.certificate;

import io.zimbraproxy.crds.text.Sha256;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Collection;

/** Tells certificates apart. */
final class Fingerprints {
    private Fingerprints() {}

    /** Hashes the DER forms of the certificates, in their order, with SHA-256; hexadecimal. */
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
