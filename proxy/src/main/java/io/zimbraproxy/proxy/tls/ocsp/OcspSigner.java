package io.zimbraproxy.proxy.tls.ocsp;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Who has signed an answer: the issuer of the certificate, or whom it let do so (RFC 6960 section 4.2.2.2). */
final class OcspSigner {
    private static final String OCSP_SIGNING = KeyPurposeId.id_kp_OCSPSigning.getId();

    private final BasicOCSPResp answer;
    private final X509Certificate issuer;
    private final Instant now;

    OcspSigner(BasicOCSPResp answer, X509Certificate issuer, Instant now) {
        this.answer = answer;
        this.issuer = issuer;
        this.now = now;
    }

    /** @throws InvalidOcspResponse when it was somebody else, or the signature is wrong */
    void check() throws InvalidOcspResponse, GeneralSecurityException, OCSPException, OperatorCreationException {
        X509Certificate signer = find();
        if (!answer.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer))) {
            throw new InvalidOcspResponse("the signature of the answer is wrong");
        }
    }

    /** By the name or key that the answer gives, as clients do. */
    private X509Certificate find()
            throws InvalidOcspResponse, GeneralSecurityException, OCSPException, OperatorCreationException {
        if (named(new JcaX509CertificateHolder(issuer))) {
            return issuer;
        }
        for (X509CertificateHolder sent : answer.getCerts()) {
            if (named(sent)) {
                return delegate(new JcaX509CertificateConverter().getCertificate(sent));
            }
        }
        throw new InvalidOcspResponse(
                "the answer is signed neither by the issuer nor by a certificate that comes with it");
    }

    private boolean named(X509CertificateHolder candidate) throws OCSPException, OperatorCreationException {
        RespID id = answer.getResponderId();
        X500Name name = id.toASN1Primitive().getName();
        return name != null
                ? name.equals(candidate.getSubject())
                : id.equals(new RespID(candidate.getSubjectPublicKeyInfo(), OcspRequest.DIGESTS.get(RespID.HASH_SHA1)));
    }

    private X509Certificate delegate(X509Certificate candidate) throws InvalidOcspResponse, GeneralSecurityException {
        if (!candidate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()) || !issued(candidate)) {
            throw new InvalidOcspResponse("the signer of the answer is not of the same issuer");
        }
        List<String> purposes = candidate.getExtendedKeyUsage();
        if (purposes == null || !purposes.contains(OCSP_SIGNING)) {
            throw new InvalidOcspResponse("the signer of the answer is no OCSP signer (extendedKeyUsage OCSPSigning)");
        }
        Instant end = candidate.getNotAfter().toInstant();
        if (now.isBefore(candidate.getNotBefore().toInstant()) || now.isAfter(end)) {
            throw new InvalidOcspResponse(
                    "the certificate of the answer's signer is not valid now (it ends " + end + ")");
        }
        return candidate;
    }

    private boolean issued(X509Certificate candidate) {
        try {
            candidate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException other) {
            return false;
        }
    }
}
