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

/** Which answers are believed. */
class OcspResponseCheckTest {
    private static final Instant NOW = Instant.parse("2030-05-01T12:00:00Z");
    private static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(365));

    private PlayedAuthority authority;
    private X509Certificate certificate;
    private OcspRequest question;

    @BeforeEach
    void issue() throws Exception {
        authority = new PlayedAuthority("Test CA", NOW);
        certificate = authority.issue("mail.example.com", PlayedAuthority.SERVER);
        question = OcspRequest.of(List.of(certificate, authority.certificate()));
    }

    private OcspResult read(byte[] bytes) throws InvalidOcspResponse {
        return new OcspResponseCheck(question, NOW).read(bytes);
    }

    private OcspResult read(PlayedAuthority.Answer answer) throws Exception {
        return read(authority.bytes(answer, certificate));
    }

    private static void refused(ThrowingCallable reading, String why) {
        assertThatThrownBy(reading).isInstanceOf(InvalidOcspResponse.class).hasMessageContaining(why);
    }

    @Test
    void believesTheIssuer() throws Exception {
        byte[] bytes = authority.bytes(authority.good(), certificate);
        assertThat(read(bytes))
                .isEqualTo(new OcspResult.Good(bytes, NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofHours(23))));
    }

    @Test
    void believesWhomTheIssuerLetsAnswer() throws Exception {
        assertThat(read(authority.good().by(authority.delegate(NEXT_YEAR, KeyPurposeId.id_kp_OCSPSigning))))
                .isInstanceOf(OcspResult.Good.class);
    }

    @Test
    void hearsOfARevocation() throws Exception {
        Instant since = NOW.minus(Duration.ofDays(2));
        assertThat(read(authority.good().status(new RevokedStatus(Date.from(since), 1))))
                .isEqualTo(new OcspResult.Revoked(since));
    }

    @Test
    void refusesWhatIsAboutAnother() throws Exception {
        X509Certificate other = authority.issue("mail.example.com", PlayedAuthority.SERVER);
        refused(() -> read(authority.bytes(authority.good(), other)), "about another certificate");

        // The same serial number, of an authority of the same name.
        PlayedAuthority namesake = new PlayedAuthority("Test CA", NOW);
        refused(() -> read(namesake.bytes(namesake.good(), certificate)), "about another certificate");
    }

    @Test
    void refusesOthersWhoSign() throws Exception {
        PlayedAuthority stranger = new PlayedAuthority("Stranger", NOW);
        PlayedAuthority.Signer herself =
                new PlayedAuthority.Signer(stranger.certificate(), stranger.keyPair(), stranger.certificate());
        PlayedAuthority.Signer disguised =
                new PlayedAuthority.Signer(authority.certificate(), stranger.keyPair(), null);
        PlayedAuthority.Signer hidden = new PlayedAuthority.Signer(stranger.certificate(), stranger.keyPair(), null);
        PlayedAuthority.Signer delegate = stranger.delegate(NEXT_YEAR, KeyPurposeId.id_kp_OCSPSigning);

        refused(() -> read(authority.good().by(herself)), "not of the same issuer");
        refused(() -> read(authority.good().by(disguised)), "signature of the answer is wrong");
        refused(() -> read(authority.good().by(hidden)), "signed neither by");
        refused(() -> read(authority.good().by(delegate)), "not of the same issuer");
    }

    /** The name of the issuer in a certificate proves nothing. */
    @Test
    void refusesADelegateOfANamesake() throws Exception {
        PlayedAuthority namesake = new PlayedAuthority("Test CA", NOW);
        PlayedAuthority.Signer delegate = namesake.delegate(NEXT_YEAR, KeyPurposeId.id_kp_OCSPSigning);
        refused(() -> read(authority.good().by(delegate)), "not of the same issuer");
    }

    @Test
    void refusesADelegateWithoutThePurposeOrOutOfTime() throws Exception {
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        refused(() -> read(authority.good().by(authority.delegate(NEXT_YEAR))), "no OCSP signer");
        refused(
                () -> read(authority.good().by(authority.delegate(NEXT_YEAR, KeyPurposeId.id_kp_serverAuth))),
                "no OCSP signer");
        refused(
                () -> read(authority.good().by(authority.delegate(yesterday, KeyPurposeId.id_kp_OCSPSigning))),
                "not valid now");
    }

    @Test
    void refusesAnswersOfAnotherTime() throws Exception {
        Instant day = NOW.plus(Duration.ofDays(1));
        refused(() -> read(authority.good().times(NOW.minusSeconds(9), NOW)), "has expired");
        refused(() -> read(authority.good().times(NOW.plusSeconds(301), day)), "of the future");
        refused(() -> read(authority.good().times(NOW, null)), "nextUpdate");
        assertThat(read(authority.good().times(NOW.plusSeconds(300), day))).isInstanceOf(OcspResult.Good.class);
    }

    @Test
    void refusesAnswersThatSayNothing() throws Exception {
        refused(() -> read(authority.good().status(new UnknownStatus())), "does not know the certificate");
        refused(() -> read(PlayedAuthority.refusal(OCSPResp.TRY_LATER)), "try later");
        refused(() -> read(PlayedAuthority.refusal(OCSPResp.UNAUTHORIZED)), "unauthorized");
    }

    @Test
    void refusesGarbage() throws Exception {
        byte[] good = authority.bytes(authority.good(), certificate);
        refused(() -> read(new byte[0]), "no OCSP response");
        refused(() -> read("<html>".getBytes(StandardCharsets.US_ASCII)), "no OCSP response");
        refused(() -> read(nested(false)), "no OCSP response");
        refused(() -> read(nested(true)), "no OCSP response");
        for (int length = 1; length < good.length; length++) {
            byte[] part = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> read(part))
                    .as("the first %d bytes", length)
                    .isInstanceOf(InvalidOcspResponse.class);
        }
    }

    /** Whatever bit is turned over, what is believed is about the same certificate and time. */
    @Test
    void believesNothingThatWasChanged() throws Exception {
        byte[] good = authority.bytes(authority.good(), certificate);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            try {
                assertThat(read(changed)).isInstanceOfSatisfying(OcspResult.Good.class, answer -> {
                    assertThat(answer.from()).isEqualTo(NOW.minus(Duration.ofHours(1)));
                    assertThat(answer.until()).isEqualTo(NOW.plus(Duration.ofHours(23)));
                });
            } catch (InvalidOcspResponse expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    /** Sequences in each other, as many as an answer has room for, with or without their lengths. */
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
