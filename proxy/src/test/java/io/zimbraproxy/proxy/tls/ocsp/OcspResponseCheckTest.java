package io.zimbraproxy.proxy.tls.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which responses are accepted. */
class OcspResponseCheckTest {
    private static final Instant NOW = Instant.parse("2030-05-01T12:00:00Z");
    private static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(365));

    private FakeAuthority authority;
    private X509Certificate certificate;
    private OcspRequest request;

    @BeforeEach
    void issue() throws Exception {
        authority = new FakeAuthority("Test CA", NOW);
        certificate = authority.issue("mail.example.com", FakeAuthority.SERVER);
        request = OcspRequest.of(List.of(certificate, authority.certificate()));
    }

    private OcspResult read(byte[] bytes) throws InvalidOcspResponse {
        return new OcspResponseCheck(request, NOW).read(bytes);
    }

    private OcspResult read(FakeAuthority.Response response) throws Exception {
        return read(authority.bytes(response, certificate));
    }

    private static void refused(ThrowingCallable reading, String why) {
        assertThatThrownBy(reading).isInstanceOf(InvalidOcspResponse.class).hasMessageContaining(why);
    }

    @Test
    void acceptsTheIssuerAsSigner() throws Exception {
        byte[] bytes = authority.bytes(authority.good(), certificate);
        assertThat(read(bytes))
                .isEqualTo(new OcspResult.Good(bytes, NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofHours(23))));
    }

    @Test
    void acceptsADelegatedSigner() throws Exception {
        assertThat(read(authority.good().by(authority.delegate(NEXT_YEAR, KeyPurposeId.id_kp_OCSPSigning))))
                .isInstanceOf(OcspResult.Good.class);
    }

    @Test
    void readsARevocation() throws Exception {
        Instant since = NOW.minus(Duration.ofDays(2));
        assertThat(read(authority.good().status(new RevokedStatus(Date.from(since), 1))))
                .isEqualTo(new OcspResult.Revoked(since));
    }

    @Test
    void refusesResponsesAboutOtherCertificates() throws Exception {
        X509Certificate other = authority.issue("mail.example.com", FakeAuthority.SERVER);
        refused(() -> read(authority.bytes(authority.good(), other)), "about another certificate");

        // An authority of the same name with the same serial number.
        FakeAuthority namesake = new FakeAuthority("Test CA", NOW);
        refused(() -> read(namesake.bytes(namesake.good(), certificate)), "about another certificate");
    }

    @Test
    void refusesOtherSigners() throws Exception {
        FakeAuthority stranger = new FakeAuthority("Stranger", NOW);
        FakeAuthority.Signer undisguised =
                new FakeAuthority.Signer(stranger.certificate(), stranger.keyPair(), stranger.certificate());
        FakeAuthority.Signer disguised = new FakeAuthority.Signer(authority.certificate(), stranger.keyPair(), null);
        FakeAuthority.Signer hidden = new FakeAuthority.Signer(stranger.certificate(), stranger.keyPair(), null);
        FakeAuthority.Signer delegate = stranger.delegate(NEXT_YEAR, KeyPurposeId.id_kp_OCSPSigning);

        refused(() -> read(authority.good().by(undisguised)), "has another issuer");
        refused(() -> read(authority.good().by(disguised)), "signature of the response is wrong");
        refused(() -> read(authority.good().by(hidden)), "signed neither by");
        refused(() -> read(authority.good().by(delegate)), "has another issuer");
    }

    /** The name of the issuer in a certificate is no proof. */
    @Test
    void refusesADelegateOfAnAuthorityWithTheSameName() throws Exception {
        FakeAuthority namesake = new FakeAuthority("Test CA", NOW);
        FakeAuthority.Signer delegate = namesake.delegate(NEXT_YEAR, KeyPurposeId.id_kp_OCSPSigning);
        refused(() -> read(authority.good().by(delegate)), "has another issuer");
    }

    @Test
    void refusesADelegateWithoutThePurposeOrExpired() throws Exception {
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        refused(() -> read(authority.good().by(authority.delegate(NEXT_YEAR))), "not for OCSP signing");
        refused(
                () -> read(authority.good().by(authority.delegate(NEXT_YEAR, KeyPurposeId.id_kp_serverAuth))),
                "not for OCSP signing");
        refused(
                () -> read(authority.good().by(authority.delegate(yesterday, KeyPurposeId.id_kp_OCSPSigning))),
                "not valid now");
    }

    @Test
    void refusesResponsesThatAreNotValidNow() throws Exception {
        Instant day = NOW.plus(Duration.ofDays(1));
        refused(() -> read(authority.good().times(NOW.minusSeconds(9), NOW)), "has expired");
        refused(() -> read(authority.good().times(NOW.plusSeconds(301), day)), "in the future");
        refused(() -> read(authority.good().times(NOW, null)), "nextUpdate");
        assertThat(read(authority.good().times(NOW.plusSeconds(300), day))).isInstanceOf(OcspResult.Good.class);
    }

    @Test
    void refusesResponsesWithoutStatus() throws Exception {
        refused(() -> read(authority.good().status(new UnknownStatus())), "does not know the certificate");
        refused(() -> read(FakeAuthority.refusal(OCSPResp.TRY_LATER)), "try later");
        refused(() -> read(FakeAuthority.refusal(OCSPResp.UNAUTHORIZED)), "unauthorized");
    }

    @Test
    void refusesGarbage() throws Exception {
        byte[] good = authority.bytes(authority.good(), certificate);
        refused(() -> read(new byte[0]), "not an OCSP response");
        refused(() -> read("<html>".getBytes(StandardCharsets.US_ASCII)), "not an OCSP response");
        refused(() -> read(nested(false)), "not an OCSP response");
        refused(() -> read(nested(true)), "not an OCSP response");
        for (int length = 1; length < good.length; length++) {
            byte[] part = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> read(part))
                    .as("the first %d bytes", length)
                    .isInstanceOf(InvalidOcspResponse.class);
        }
    }

    /** Flips one bit of each byte. An accepted response must have the same certificate and times. */
    @Test
    void acceptsNoChangedResponse() throws Exception {
        byte[] good = authority.bytes(authority.good(), certificate);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            try {
                assertThat(read(changed)).isInstanceOfSatisfying(OcspResult.Good.class, result -> {
                    assertThat(result.from()).isEqualTo(NOW.minus(Duration.ofHours(1)));
                    assertThat(result.until()).isEqualTo(NOW.plus(Duration.ofHours(23)));
                });
            } catch (InvalidOcspResponse expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    /** Nested sequences up to the longest response, with or without their lengths. */
    private static byte[] nested(boolean lengths) {
        byte[] bytes = new byte[HttpOcspResponder.MAX_BYTES];
        int step = lengths ? 4 : 2;
        for (int i = 0; i + step <= bytes.length; i += step) {
            int rest = bytes.length - i - step;
            bytes[i] = 0x30;
            bytes[i + 1] = (byte) (lengths ? 0x82 : 0x80);
            if (lengths) {
                bytes[i + 2] = (byte) (rest >> 8);
                bytes[i + 3] = (byte) rest;
            }
        }
        return bytes;
    }
}
