package io.zimbraproxy.crds.certificate;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Collection;
import java.util.HexFormat;

/** Tells certificates apart. */
final class Fingerprints {
    private Fingerprints() {}

    /** SHA-256 of all of them in their order, hexadecimal. */
    static String of(Collection<? extends Certificate> certificates) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Certificate certificate : certificates) {
                digest.update(certificate.getEncoded());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
