package io.zimbraproxy.crds.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate chain with the matching key.
 *
 * @param name name of the Secret
 * @param chain server certificate first
 * @param fingerprint SHA-256 of the chain, in hexadecimal; equal fingerprints mean equal chains
 */
public record ServerCertificate(String name, List<X509Certificate> chain, PrivateKey key, String fingerprint) {
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA", "Ed25519", "RSASSA-PSS");

    /**
     * Reads a chain and a key from PEM texts; the key is in PKCS#8, PKCS#1 or SEC 1 form, without password.
     *
     * @throws UnusableCertificate if they cannot be read or do not match
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

    /** Returns the server certificate. */
    public X509Certificate own() {
        return chain.get(0);
    }

    /** Returns the earliest expiry time of the chain. */
    public Instant notAfter() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Returns the latest start of validity of the chain. */
    public Instant notBefore() {
        return chain.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** Returns the subject of the server certificate, in RFC 2253 form. */
    public String subject() {
        return own().getSubjectX500Principal().getName();
    }

    /** Describes the certificate for logs, without the key. */
    @Override
    public String toString() {
        return name + " (" + subject() + ", " + key.getAlgorithm() + ", until " + notAfter() + ")";
    }
}
