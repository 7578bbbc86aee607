package io.zimbraproxy.crds.certificate;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts the certificates of a file for the TLS handshake: the server certificate first, then the issuer of each one before. */
final class CertificateChain {
    private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

    private CertificateChain() {}

    /**
     * Builds the chain of the certificate for the key. Other certificates are dropped, because files are often assembled by hand.
     *
     * @throws UnusableCertificate if the key belongs to none of them
     */
    static List<X509Certificate> of(List<X509Certificate> all, PrivateKey key) throws UnusableCertificate {
        List<X509Certificate> rest = new ArrayList<>(all);
        X509Certificate own = rest.stream()
                .filter(certificate -> fits(key, certificate.getPublicKey()))
                .findFirst()
                .orElseThrow(() -> new UnusableCertificate("the key does not belong to the certificate of "
                        + all.get(0).getSubjectX500Principal().getName()));
        List<X509Certificate> chain = new ArrayList<>();
        for (@Nullable X509Certificate next = own; next != null; next = issuer(next, rest)) {
            chain.add(next);
            // A file may contain a certificate twice.
            rest.removeIf(next::equals);
        }
        return List.copyOf(chain);
    }

    private static @Nullable X509Certificate issuer(X509Certificate signed, List<X509Certificate> candidates) {
        for (X509Certificate candidate : candidates) {
            if (signed.getIssuerX500Principal().equals(candidate.getSubjectX500Principal())
                    && verifies(signed, candidate.getPublicKey())) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean verifies(X509Certificate signed, PublicKey signer) {
        try {
            signed.verify(signer);
            return true;
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    private static boolean fits(PrivateKey privateKey, PublicKey publicKey) {
        if (privateKey instanceof RSAPrivateKey own && publicKey instanceof RSAPublicKey other) {
            // Comparing is cheap; a signature takes a millisecond, and there may be thousands of certificates.
            return own.getModulus().equals(other.getModulus());
        }
        String algorithm = privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : privateKey.getAlgorithm();
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(privateKey);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(PROBE);
            return signer.verify(signature);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }
}
