package io.zimbraproxy.crds.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate chain with its key, known to fit each other.
 *
 * @param name of the Secret it came from
 * @param chain the server's own certificate first
 * @param fingerprint SHA-256 of the chain, hexadecimal: what is the same for two is shown to clients alike
 */
public record ServerCertificate(String name, List<X509Certificate> chain, PrivateKey key, String fingerprint) {
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA", "Ed25519", "RSASSA-PSS");

    /**
     * Reads a pair of PEM texts: a chain, and a key in PKCS#8, PKCS#1 or SEC 1 form without password.
     *
     * @throws UnusableCertificate when they cannot be read or do not fit
     */
    public static ServerCertificate of(String name, byte[] certificatePem, byte[] keyPem) throws UnusableCertificate {
        List<X509Certificate> all = PemText.certificates(certificatePem);
        PrivateKey key = PemText.key(keyPem);
        if (!KINDS.contains(key.getAlgorithm())) {
            throw new UnusableCertificate(
                    "the key type cannot be used for TLS (" + key.getAlgorithm() + "; RSA, EC and Ed25519 can)");
        }
        List<X509Certificate> chain = CertificateChain.of(all, key);
        return new ServerCertificate(name, chain, key, Fingerprints.of(chain));
    }

    /** The server's own certificate. */
    public X509Certificate own() {
        return chain.get(0);
    }

    /** When the first certificate of the chain ends. */
    public Instant notAfter() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** When the last certificate of the chain begins. */
    public Instant notBefore() {
        return chain.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** Whom it is for, in RFC 2253 form. */
    public String subject() {
        return own().getSubjectX500Principal().getName();
    }

    /** Without the key: this may get into a log. */
    @Override
    public String toString() {
        return name + " (" + subject() + ", " + key.getAlgorithm() + ", until " + notAfter() + ")";
    }
}
