package io.zimbraproxy.proxy.tls.staple;

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
final class AnswerCheck {
    /** How much earlier than the authority's our clock may be. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final StapleQuestion question;
    private final Instant now;

    AnswerCheck(StapleQuestion question, Instant now) {
        this.question = question;
        this.now = now;
    }

    /**
     * What this answer, in DER form, says.
     *
     * @throws UnusableAnswer when it is none, is of others, about others, of another time, or knows nothing
     */
    StapleAnswer read(byte[] der) throws UnusableAnswer {
        try {
            BasicOCSPResp answer = body(new OCSPResp(der));
            SingleResp single = own(answer);
            new AnswerSigner(answer, question.issuer(), now).check();
            return verdict(single, der);
        } catch (GeneralSecurityException | OCSPException | OperatorCreationException unverifiable) {
            throw new UnusableAnswer("the answer cannot be checked: " + unverifiable.getMessage());
        } catch (IOException | RuntimeException malformed) {
            // Bouncy Castle says in many ways that bytes of strangers make no sense.
            throw new UnusableAnswer("the answer is no OCSP response");
        }
    }

    private static BasicOCSPResp body(OCSPResp response) throws UnusableAnswer, OCSPException {
        if (response.getStatus() != OCSPResp.SUCCESSFUL) {
            throw new UnusableAnswer("the OCSP server refuses: " + word(response.getStatus()));
        }
        if (response.getResponseObject() instanceof BasicOCSPResp basic) {
            return basic;
        }
        throw new UnusableAnswer("the answer is of a kind that nobody knows");
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

    private SingleResp own(BasicOCSPResp answer) throws UnusableAnswer, GeneralSecurityException, OCSPException {
        X509CertificateHolder issuer = new JcaX509CertificateHolder(question.issuer());
        for (SingleResp single : answer.getResponses()) {
            CertificateID id = single.getCertID();
            if (id.getSerialNumber().equals(question.id().getSerialNumber())
                    && id.matchesIssuer(issuer, StapleQuestion.DIGESTS)) {
                return single;
            }
        }
        throw new UnusableAnswer("the answer is about another certificate");
    }

    private StapleAnswer verdict(SingleResp single, byte[] der) throws UnusableAnswer {
        Instant from = single.getThisUpdate().toInstant();
        if (from.isAfter(now.plus(SKEW))) {
            throw new UnusableAnswer("the answer is of the future (" + from + "); compare the clocks");
        }
        if (single.getNextUpdate() == null) {
            throw new UnusableAnswer("the answer does not say how long it holds (nextUpdate)");
        }
        Instant until = single.getNextUpdate().toInstant();
        if (!now.isBefore(until)) {
            throw new UnusableAnswer("the answer has expired (" + until + ")");
        }
        // Bouncy Castle's name for good is null.
        if (single.getCertStatus() == CertificateStatus.GOOD) {
            return new StapleAnswer.Good(der, from, until);
        }
        if (single.getCertStatus() instanceof RevokedStatus revoked) {
            return new StapleAnswer.Revoked(revoked.getRevocationTime().toInstant());
        }
        throw new UnusableAnswer("the OCSP server does not know the certificate");
    }
}
