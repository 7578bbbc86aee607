package io.zimbraproxy.stub.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;
import org.jspecify.annotations.Nullable;

/** A certificate authority for tests and demos. It issues server and client certificates and cannot revoke any. */
public final class CertificateAuthority {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate certificate;
    private final PrivateKey key;
    /** The authority that issued this authority's certificate; empty for a root. */
    private final Optional<CertificateAuthority> issuer;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key, Optional<CertificateAuthority> issuer) {
        this.certificate = certificate;
        this.key = key;
        this.issuer = issuer;
    }

    /** Creates a root authority with an ECDSA key. */
    public static CertificateAuthority create(String name) {
        return create(name, KeyType.ECDSA_P256);
    }

    public static CertificateAuthority create(String name, KeyType type) {
        KeyPair pair = generate(type);
        X500Name subject = subject(name);
        X509v3CertificateBuilder builder = authority(subject, subject, pair, 1);
        return new CertificateAuthority(
                sign(builder, pair.getPrivate(), type.signature()), pair.getPrivate(), Optional.empty());
    }

    /**
     * Creates an intermediate authority, with an ECDSA key. The certificates that it issues include the chain up to this
     * authority, so clients that trust this authority trust them.
     */
    public CertificateAuthority subordinate(String name) {
        KeyPair pair = generate(KeyType.ECDSA_P256);
        X509v3CertificateBuilder builder = authority(subjectName(), subject(name), pair, 0);
        return new CertificateAuthority(sign(builder, key, signature()), pair.getPrivate(), Optional.of(this));
    }

    private static X509v3CertificateBuilder authority(X500Name issuer, X500Name subject, KeyPair pair, int levels) {
        X509v3CertificateBuilder builder = builder(issuer, subject, pair, Validity.usual());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(levels));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return builder;
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an authority that {@link #write} has saved: {@code tls.crt} and {@code tls.key}. */
    public static CertificateAuthority read(Path directory) throws IOException {
        PemPair pair = PemPair.read(directory);
        return new CertificateAuthority(
                Pem.certificate(pair.certificate()), Pem.privateKey(pair.key()), Optional.empty());
    }

    /** Saves certificate and key in a directory ({@code tls.crt}, {@code tls.key}, {@code ca.crt}). */
    public void write(Path directory) throws IOException {
        new PemPair(Pem.encode(certificate), Pem.encode(key), pem()).write(directory);
    }

    /** Issues an RSA server certificate for DNS names and IP addresses; the first one is the common name. */
    public PemPair issue(String... hosts) {
        return issue(KeyType.RSA_2048, List.of(hosts));
    }

    public PemPair issue(KeyType type, List<String> hosts) {
        return issue(type, hosts, Validity.usual());
    }

    public PemPair issue(KeyType type, List<String> hosts, Validity validity) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a server certificate needs at least one host name or address");
        }
        GeneralName[] names =
                hosts.stream().map(CertificateAuthority::alternativeName).toArray(GeneralName[]::new);
        return issue(type, subject(hosts.get(0)), new GeneralNames(names), KeyPurposeId.id_kp_serverAuth, validity);
    }

    /** Issues a client certificate with a subject such as {@code CN=alice,emailAddress=alice@example.com}. */
    public PemPair issueClient(String distinguishedName) {
        return issue(
                KeyType.RSA_2048,
                new X500Name(distinguishedName),
                null,
                KeyPurposeId.id_kp_clientAuth,
                Validity.usual());
    }

    /** Returns the root's certificate as PEM. */
    public String pem() {
        return Pem.encode(certificate());
    }

    /** Returns the root's certificate. */
    public X509Certificate certificate() {
        return issuer.map(CertificateAuthority::certificate).orElse(certificate);
    }

    private X500Name subjectName() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private String signature() {
        return key.getAlgorithm().equals("RSA") ? KeyType.RSA_2048.signature() : KeyType.ECDSA_P256.signature();
    }

    /** Returns the intermediate certificates that a server sends after its own. */
    private String chain() {
        return issuer.map(next -> Pem.encode(certificate) + next.chain()).orElse("");
    }

    private PemPair issue(
            KeyType type, X500Name subject, @Nullable GeneralNames names, KeyPurposeId purpose, Validity validity) {
        KeyPair pair = generate(type);
        try {
            X509v3CertificateBuilder builder = builder(subjectName(), subject, pair, validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (names != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            return new PemPair(
                    Pem.encode(sign(builder, key, signature())) + chain(), Pem.encode(pair.getPrivate()), pem());
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair pair, Validity validity) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).add(BigInteger.ONE),
                Date.from(validity.from()),
                Date.from(validity.to()),
                subject,
                pair.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key, String algorithm) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a certificate with " + algorithm, e);
        }
    }

    private static KeyPair generate(KeyType type) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm());
            if (type == KeyType.RSA_2048) {
                generator.initialize(2048, RANDOM);
            } else {
                generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot generate " + type + " keys", e);
        }
    }

    private static X500Name subject(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static GeneralName alternativeName(String host) {
        return new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }
}
