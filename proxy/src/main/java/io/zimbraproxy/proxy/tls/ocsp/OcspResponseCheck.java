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

/** Reads and verifies a response to an {@link OcspRequest} (RFC 6960 section 3.2). Pure. */
final class OcspResponseCheck {
    /** How much the proxy's clock may be behind the authority's. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final OcspRequest request;
    private final Instant now;

    OcspResponseCheck(OcspRequest request, Instant now) {
        this.request = request;
        this.now = now;
    }

    /**
     * Reads a response in DER.
     *
     * @throws InvalidOcspResponse if the response is malformed, has another signer, is about another certificate, is not valid now, or does
     *     not know the certificate
     */
    OcspResult read(byte[] der) throws InvalidOcspResponse {
        try {
            BasicOCSPResp response = basic(new OCSPResp(der));
            SingleResp single = single(response);
            new OcspSigner(response, request.issuer(), now).check();
            return result(single, der);
        } catch (GeneralSecurityException | OCSPException | OperatorCreationException unverifiable) {
            throw new InvalidOcspResponse("the response cannot be verified: " + unverifiable.getMessage());
        } catch (IOException | RuntimeException malformed) {
            // Bouncy Castle has many exceptions for malformed bytes.
            throw new InvalidOcspResponse("the response is not an OCSP response");
        }
    }

    private static BasicOCSPResp basic(OCSPResp response) throws InvalidOcspResponse, OCSPException {
        if (response.getStatus() != OCSPResp.SUCCESSFUL) {
            throw new InvalidOcspResponse("the OCSP server refuses: " + statusText(response.getStatus()));
        }
        if (response.getResponseObject() instanceof BasicOCSPResp basic) {
            return basic;
        }
        throw new InvalidOcspResponse("the response is not of type id-pkix-ocsp-basic");
    }

    private static String statusText(int status) {
        return switch (status) {
            case OCSPResp.MALFORMED_REQUEST -> "malformed request";
            case OCSPResp.INTERNAL_ERROR -> "internal error";
            case OCSPResp.TRY_LATER -> "try later";
            case OCSPResp.SIG_REQUIRED -> "signature required";
            case OCSPResp.UNAUTHORIZED -> "unauthorized: it is not responsible for this issuer or certificate";
            default -> "status " + status;
        };
    }

    /** Returns the part of the response about the requested certificate. */
    private SingleResp single(BasicOCSPResp response)
            throws InvalidOcspResponse, GeneralSecurityException, OCSPException {
        X509CertificateHolder issuer = new JcaX509CertificateHolder(request.issuer());
        for (SingleResp single : response.getResponses()) {
            CertificateID id = single.getCertID();
            if (id.getSerialNumber().equals(request.id().getSerialNumber())
                    && id.matchesIssuer(issuer, OcspRequest.DIGESTS)) {
                return single;
            }
        }
        throw new InvalidOcspResponse("the response is about another certificate");
    }

    private OcspResult result(SingleResp single, byte[] der) throws InvalidOcspResponse {
        Instant from = single.getThisUpdate().toInstant();
        if (from.isAfter(now.plus(SKEW))) {
            throw new InvalidOcspResponse("thisUpdate is in the future (" + from + "); compare the clocks");
        }
        if (single.getNextUpdate() == null) {
            throw new InvalidOcspResponse("the response has no nextUpdate");
        }
        Instant until = single.getNextUpdate().toInstant();
        if (!now.isBefore(until)) {
            throw new InvalidOcspResponse("the response has expired (" + until + ")");
        }
        // Bouncy Castle's constant for the status "good" is null.
        if (single.getCertStatus() == CertificateStatus.GOOD) {
            return new OcspResult.Good(der, from, until);
        }
        if (single.getCertStatus() instanceof RevokedStatus revoked) {
            return new OcspResult.Revoked(revoked.getRevocationTime().toInstant());
        }
        throw new InvalidOcspResponse("the OCSP server does not know the certificate");
    }
}
