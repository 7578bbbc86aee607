package io.zimbraproxy.proxy.tls.ocsp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;

/** Reads the answer to a question and believes none of it that is not proved (RFC 6960 section 3.2). Pure. */
final class OcspResponseCheck {
    /** How much earlier than the authority's our clock may be. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final OcspRequest question;
    private final Instant now;

    OcspResponseCheck(OcspRequest question, Instant now) {
        this.question = question;
        this.now = now;
    }

    /**
     * What this answer, in DER form, says.
     *
     * @throws InvalidOcspResponse when it is none, is of others, about others, of another time, or knows nothing
     */
    OcspResult read(byte[] der) throws InvalidOcspResponse {
        try {
            BasicOCSPResp answer = body(new OCSPResp(der));
            SingleResp single = own(answer);
            new OcspSigner(answer, question.issuer(), now).check();
            return verdict(single, der);
        } catch (GeneralSecurityException | OCSPException | OperatorCreationException unverifiable) {
            throw new InvalidOcspResponse("the answer cannot be checked: " + unverifiable.getMessage());
        } catch (IOException | RuntimeException malformed) {
            // Bouncy Castle says in many ways that bytes of strangers make no sense.
            throw new InvalidOcspResponse("the answer is no OCSP response");
        }
    }

    private static BasicOCSPResp body(OCSPResp response) throws InvalidOcspResponse, OCSPException {
        if (response.getStatus() != OCSPResp.SUCCESSFUL) {
            throw new InvalidOcspResponse("the OCSP server refuses: " + word(response.getStatus()));
        }
        if (response.getResponseObject() instanceof BasicOCSPResp basic) {
            return basic;
        }
        throw new InvalidOcspResponse("the answer is of a kind that nobody knows");
    }

    private static String word(int status) {
        return switch (status) {
            case OCSPResp.MALFORMED_REQUEST -> "malformed request";
            case OCSPResp.INTERNAL_ERROR -> "internal error";
            case OCSPResp.TRY_LATER -> "try later";
            case OCSPResp.SIG_REQUIRED -> "signature required";
            case OCSPResp.UNAUTHORIZED -> "unauthorized: it does not answer for this issuer or certificate";
            default -> "status " + status;
        };
    }

    private SingleResp own(BasicOCSPResp answer) throws InvalidOcspResponse, GeneralSecurityException, OCSPException {
        X509CertificateHolder issuer = new JcaX509CertificateHolder(question.issuer());
        for (SingleResp single : answer.getResponses()) {
            CertificateID id = single.getCertID();
            if (id.getSerialNumber().equals(question.id().getSerialNumber())
                    && id.matchesIssuer(issuer, OcspRequest.DIGESTS)) {
                return single;
            }
        }
        throw new InvalidOcspResponse("the answer is about another certificate");
    }

    private OcspResult verdict(SingleResp single, byte[] der) throws InvalidOcspResponse {
        Instant from = single.getThisUpdate().toInstant();
        if (from.isAfter(now.plus(SKEW))) {
            throw new InvalidOcspResponse("the answer is of the future (" + from + "); compare the clocks");
        }
        if (single.getNextUpdate() == null) {
            throw new InvalidOcspResponse("the answer does not say how long it holds (nextUpdate)");
        }
        Instant until = single.getNextUpdate().toInstant();
        if (!now.isBefore(until)) {
            throw new InvalidOcspResponse("the answer has expired (" + until + ")");
        }
        // Bouncy Castle's name for good is null.
        if (single.getCertStatus() == CertificateStatus.GOOD) {
            return new OcspResult.Good(der, from, until);
        }
        if (single.getCertStatus() instanceof RevokedStatus revoked) {
            return new OcspResult.Revoked(revoked.getRevocationTime().toInstant());
        }
        throw new InvalidOcspResponse("the OCSP server does not know the certificate");
    }
}
