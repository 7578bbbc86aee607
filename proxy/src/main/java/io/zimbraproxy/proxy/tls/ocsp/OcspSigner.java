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

/**
 * Verifies the signature of an OCSP response. The signer must be the issuer of the certificate, or have a certificate for OCSP signing from
 * that issuer (RFC 6960 section 4.2.2.2).
 */
final class OcspSigner {
    private static final String OCSP_SIGNING = KeyPurposeId.id_kp_OCSPSigning.getId();

    private final BasicOCSPResp response;
    private final X509Certificate issuer;
    private final Instant now;

    OcspSigner(BasicOCSPResp response, X509Certificate issuer, Instant now) {
        this.response = response;
        this.issuer = issuer;
        this.now = now;
    }

    /**
     * Verifies the signature.
     *
     * @throws InvalidOcspResponse if the signer is not allowed to sign, or the signature is wrong
     */
    void check() throws InvalidOcspResponse, GeneralSecurityException, OCSPException, OperatorCreationException {
        X509Certificate signer = find();
        if (!response.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer))) {
            throw new InvalidOcspResponse("the signature of the response is wrong");
        }
    }

    /** Finds the signer by the name or key in the response. */
    private X509Certificate find()
            throws InvalidOcspResponse, GeneralSecurityException, OCSPException, OperatorCreationException {
        if (isSigner(new JcaX509CertificateHolder(issuer))) {
            return issuer;
        }
        for (X509CertificateHolder sent : response.getCerts()) {
            if (isSigner(sent)) {
                return delegate(new JcaX509CertificateConverter().getCertificate(sent));
            }
        }
        throw new InvalidOcspResponse("the response is signed neither by the issuer nor by a certificate in it");
    }

    private boolean isSigner(X509CertificateHolder candidate) throws OCSPException, OperatorCreationException {
        RespID id = response.getResponderId();
        X500Name name = id.toASN1Primitive().getName();
        return name != null
                ? name.equals(candidate.getSubject())
                : id.equals(new RespID(candidate.getSubjectPublicKeyInfo(), OcspRequest.DIGESTS.get(RespID.HASH_SHA1)));
    }

    private X509Certificate delegate(X509Certificate candidate) throws InvalidOcspResponse, GeneralSecurityException {
        if (!candidate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()) || !issued(candidate)) {
            throw new InvalidOcspResponse("the certificate of the response's signer has another issuer");
        }
        List<String> purposes = candidate.getExtendedKeyUsage();
        if (purposes == null || !purposes.contains(OCSP_SIGNING)) {
            throw new InvalidOcspResponse(
                    "the certificate of the response's signer is not for OCSP signing (extendedKeyUsage OCSPSigning)");
        }
        Instant end = candidate.getNotAfter().toInstant();
        if (now.isBefore(candidate.getNotBefore().toInstant()) || now.isAfter(end)) {
            throw new InvalidOcspResponse(
                    "the certificate of the response's signer is not valid now (it ends " + end + ")");
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
