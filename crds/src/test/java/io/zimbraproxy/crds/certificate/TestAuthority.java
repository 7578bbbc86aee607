package io.zimbraproxy.crds.certificate;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate with its key, which can issue further certificates.
 *
 * @param name common name of the subject
 */
record TestAuthority(String name, X509Certificate certificate, KeyPair keys) {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    /** Creates a self-signed certificate. */
    static TestAuthority root(String name) throws Exception {
        KeyPair keys = keys("EC");
        return new TestAuthority(name, sign(name, keys, name, keys), keys);
    }

    /** Issues a certificate with an EC key. */
    TestAuthority issue(String subject) throws Exception {
        return issue(subject, "EC");
    }

    /** Issues a certificate with a key of this algorithm. */
    TestAuthority issue(String subject, String algorithm) throws Exception {
        KeyPair own = keys(algorithm);
        return new TestAuthority(subject, sign(subject, own, name, keys), own);
    }

    /** Returns the same key with a certificate from another authority. */
    TestAuthority certifiedBy(TestAuthority other) throws Exception {
        return new TestAuthority(name, sign(name, keys, other.name, other.keys), keys);
    }

    private static KeyPair keys(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(String subject, KeyPair own, String issuer, KeyPair signer) throws Exception {
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                new X500Name("CN=" + issuer),
                                BigInteger.valueOf(SERIAL.getAndIncrement()),
                                Date.from(now.minus(Duration.ofHours(1))),
                                Date.from(now.plus(Duration.ofDays(1))),
                                new X500Name("CN=" + subject),
                                own.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }
}
