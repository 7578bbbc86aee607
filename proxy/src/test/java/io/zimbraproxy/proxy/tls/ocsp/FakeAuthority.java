package io.zimbraproxy.proxy.tls.ocsp;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority and its OCSP responses, as a test needs them. */
final class FakeAuthority {
    static final String SERVER = "http://ocsp.example.com/status";

    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final Instant now;
    private final KeyPair keys = keys();
    private final X500Name name;
    private final X509Certificate certificate;

    /** Creates an authority. Its certificates are valid from a month before {@code now} until a year after. */
    FakeAuthority(String commonName, Instant now) throws Exception {
        this.now = now;
        name = new X500Name("CN=" + commonName);
        certificate = sign(builder(name, keys, now.plus(Duration.ofDays(365))));
    }

    /** The contents of a response. */
    record Response(CertificateStatus status, Instant from, Instant until, Signer signer) {
        Response status(CertificateStatus other) {
            return new Response(other, from, until, signer);
        }

        Response times(Instant begin, Instant end) {
            return new Response(status, begin, end, signer);
        }

        Response by(Signer other) {
            return new Response(status, from, until, other);
        }
    }

    /** The signer of a response: its certificate, its key, and the certificate in the response, or null. */
    record Signer(X509Certificate named, KeyPair keys, X509Certificate sent) {}

    Response good() {
        return new Response(
                CertificateStatus.GOOD,
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofHours(23)),
                new Signer(certificate, keys, null));
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Issues a certificate with the address of an OCSP server, or null. */
    X509Certificate issue(String host, String ocspServer) throws Exception {
        X509v3CertificateBuilder builder = builder(new X500Name("CN=" + host), keys(), now.plus(Duration.ofDays(365)));
        if (ocspServer != null) {
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(
                            AccessDescription.id_ad_ocsp,
                            new GeneralName(GeneralName.uniformResourceIdentifier, ocspServer)));
        }
        return sign(builder);
    }

    /** Issues a certificate with its chain. The name of its Secret is its fingerprint, too. */
    ServerCertificate serverCertificate(String secret) throws Exception {
        return serverCertificate(secret, SERVER);
    }

    ServerCertificate serverCertificate(String secret, String ocspServer) throws Exception {
        return new ServerCertificate(secret, List.of(issue(secret, ocspServer), certificate), null, secret);
    }

    /** Creates a delegated signer with these purposes. */
    Signer delegate(Instant notAfter, KeyPurposeId... purposes) throws Exception {
        KeyPair own = keys();
        X509v3CertificateBuilder builder = builder(new X500Name("CN=Responder"), own, notAfter);
        if (purposes.length > 0) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        }
        X509Certificate issued = sign(builder);
        return new Signer(issued, own, issued);
    }

    /** Returns a response about a certificate in DER. */
    byte[] bytes(Response response, X509Certificate about) throws Exception {
        CertificateID id = new CertificateID(
                OcspRequest.DIGESTS.get(CertificateID.HASH_SHA1),
                new JcaX509CertificateHolder(certificate),
                about.getSerialNumber());
        BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                new RespID(new JcaX509CertificateHolder(response.signer().named()).getSubject()));
        builder.addResponse(
                id,
                response.status(),
                Date.from(response.from()),
                response.until() == null ? null : Date.from(response.until()),
                null);
        X509Certificate sent = response.signer().sent();
        X509CertificateHolder[] chain =
                sent == null ? null : new X509CertificateHolder[] {new JcaX509CertificateHolder(sent)};
        return new OCSPRespBuilder()
                .build(
                        OCSPResp.SUCCESSFUL,
                        builder.build(signer(response.signer().keys()), chain, Date.from(now)))
                .getEncoded();
    }

    /** Returns a response with a status only, in DER. */
    static byte[] refusal(int status) throws Exception {
        return new OCSPRespBuilder().build(status, null).getEncoded();
    }

    KeyPair keyPair() {
        return keys;
    }

    private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair, Instant notAfter) {
        return new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(now.minus(Duration.ofDays(30))),
                Date.from(notAfter),
                subject,
                pair.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer(keys)));
    }

    private static ContentSigner signer(KeyPair pair) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
