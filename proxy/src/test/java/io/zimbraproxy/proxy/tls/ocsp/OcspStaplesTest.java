package io.zimbraproxy.proxy.tls.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests when staples are requested, used and dropped. The test plays the clocks and the OCSP server. */
class OcspStaplesTest {
    private static final Instant START = Instant.parse("2030-05-01T12:00:00Z");
    private static final String MAIL = "mail-tls";

    private final List<Sent> sent = new ArrayList<>();
    private Instant now = START;
    private Duration waited = Duration.ofDays(1);
    private final InstantSource source = () -> now;
    private final OcspStaples staples =
            new OcspStaples(this::send, Runnable::run, source.withZone(ZoneOffset.UTC), () -> waited.toNanos());
    private FakeAuthority authority;
    private ServerCertificate certificate;

    private record Sent(URI server, BigInteger serial, CompletableFuture<byte[]> response) {}

    private CompletableFuture<byte[]> send(URI server, byte[] request) {
        CompletableFuture<byte[]> response = new CompletableFuture<>();
        try {
            BigInteger serial =
                    new OCSPReq(request).getRequestList()[0].getCertID().getSerialNumber();
            sent.add(new Sent(server, serial, response));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return response;
    }

    @BeforeEach
    void issue() throws Exception {
        authority = new FakeAuthority("Test CA", START);
        certificate = authority.serverCertificate(MAIL);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        waited = waited.plus(time);
        staples.refresh();
    }

    private CompletableFuture<byte[]> last() {
        return sent.get(sent.size() - 1).response();
    }

    /** A response that is valid for a while from now on. */
    private byte[] good(Duration lifetime) throws Exception {
        return authority.bytes(authority.good().times(now, now.plus(lifetime)), certificate.own());
    }

    private byte[] revoked() throws Exception {
        return authority.bytes(
                authority
                        .good()
                        .times(now, now.plus(Duration.ofDays(1)))
                        .status(new RevokedStatus(Date.from(START), 1)),
                certificate.own());
    }

    @Test
    void usesAGoodResponse() throws Exception {
        staples.replaceCertificates(List.of(certificate));
        assertThat(staples.of(MAIL)).isNull();
        assertThat(staples.state(MAIL)).hasValue("none: not requested yet");
        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.server()).isEqualTo(URI.create(FakeAuthority.SERVER));
            assertThat(request.serial()).isEqualTo(certificate.own().getSerialNumber());
        });
        assertThat(staples.missing()).isEqualTo(1);

        byte[] response = good(Duration.ofDays(4));
        last().complete(response);
        assertThat(staples.of(MAIL)).isEqualTo(response);
        assertThat(staples.state(MAIL)).hasValue("good until 2030-05-05T12:00:00Z");
        assertThat(staples.good()).isEqualTo(1);
        assertThat(staples.missing()).isZero();
    }

    @Test
    void refreshesAfterHalfOfTheLifetime() throws Exception {
        staples.replaceCertificates(List.of(certificate));
        byte[] first = good(Duration.ofDays(4));
        last().complete(first);
        pass(Duration.ofDays(2).minusSeconds(1));
        assertThat(sent).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(sent).hasSize(2);

        byte[] second = good(Duration.ofDays(4));
        assertThat(staples.of(MAIL)).as("during the refresh").isEqualTo(first);
        last().complete(second);
        assertThat(staples.of(MAIL)).isEqualTo(second);
    }

    /** Servers return the same response for days. */
    @Test
    void refreshesAfterHalfOfTheRestForOldResponses() throws Exception {
        staples.replaceCertificates(List.of(certificate));
        byte[] old = authority.bytes(
                authority.good().times(now.minus(Duration.ofHours(80)), now.plus(Duration.ofHours(16))),
                certificate.own());
        last().complete(old);
        pass(Duration.ofHours(8).minusSeconds(1));
        assertThat(sent).hasSize(1);
        pass(Duration.ofSeconds(1));
        last().complete(old);
        pass(Duration.ofHours(4));
        assertThat(sent).hasSize(3);
        last().complete(old);
        pass(Duration.ofHours(4).minusSeconds(1));
        last().complete(old);
        assertThat(staples.of(MAIL)).isEqualTo(old);
        pass(Duration.ofSeconds(1));
        assertThat(staples.of(MAIL)).isNull();
    }

    @Test
    void doublesTheRetryTimeAfterEachFailure() throws Exception {
        staples.replaceCertificates(List.of(certificate));
        int[] minutes = {1, 2, 4, 8, 16, 32, 60, 60};
        for (int i = 0; i < minutes.length; i++) {
            last().completeExceptionally(new IOException("the OCSP server responds with HTTP 500"));
            assertThat(staples.state(MAIL)).hasValue("none: the OCSP server responds with HTTP 500");
            pass(Duration.ofMinutes(minutes[i]).minusSeconds(1));
            assertThat(sent).as("failures: %d", i + 1).hasSize(i + 1);
            pass(Duration.ofSeconds(1));
            assertThat(sent).as("failures: %d", i + 1).hasSize(i + 2);
        }
        last().complete(good(Duration.ofDays(1)));
        pass(Duration.ofHours(12));
        last().completeExceptionally(new TimeoutException());
        pass(Duration.ofMinutes(1));
        assertThat(sent).as("starts again with one minute after a success").hasSize(minutes.length + 3);
    }

    @Test
    void keepsTheOldStapleUntilItExpires() throws Exception {
        staples.replaceCertificates(List.of(certificate));
        byte[] first = good(Duration.ofHours(2));
        last().complete(first);
        pass(Duration.ofHours(1));
        last().completeExceptionally(new TimeoutException());
        assertThat(staples.of(MAIL)).isEqualTo(first);
        assertThat(staples.state(MAIL)).hasValue("good until 2030-05-01T14:00:00Z");

        now = START.plus(Duration.ofHours(2));
        assertThat(staples.of(MAIL)).as("before the next refresh").isNull();
        staples.refresh();
        assertThat(staples.state(MAIL)).hasValue("none: the OCSP server does not respond in time");
    }

    @Test
    void refreshesAtOnceAfterASleepOfTheMachine() throws Exception {
        staples.replaceCertificates(List.of(certificate));
        last().complete(good(Duration.ofDays(2)));
        now = now.plus(Duration.ofDays(3));
        staples.refresh();
        assertThat(sent).hasSize(2);
        assertThat(staples.state(MAIL)).hasValue("none: the last response has expired (2030-05-03T12:00:00Z)");
    }

    @Test
    void dropsTheStapleOfARevokedCertificate() throws Exception {
        staples.replaceCertificates(List.of(certificate));
        last().complete(good(Duration.ofDays(2)));
        pass(Duration.ofDays(1));
        last().complete(revoked());
        assertThat(staples.of(MAIL)).isNull();
        assertThat(staples.state(MAIL)).hasValue("none: revoked since 2030-05-01T12:00:00Z");

        pass(Duration.ofHours(1));
        last().completeExceptionally(new TimeoutException());
        assertThat(staples.state(MAIL))
                .as("a failure does not end the revocation")
                .hasValue("none: revoked since 2030-05-01T12:00:00Z");

        pass(Duration.ofMinutes(1));
        byte[] reinstated = good(Duration.ofDays(2));
        last().complete(reinstated);
        assertThat(staples.of(MAIL)).isEqualTo(reinstated);
    }

    @Test
    void ignoresInvalidResponses() throws Exception {
        staples.replaceCertificates(List.of(certificate));
        last().complete(new byte[] {1, 2, 3});
        assertThat(staples.of(MAIL)).isNull();
        assertThat(staples.state(MAIL)).hasValue("none: the response is not an OCSP response");
    }

    @Test
    void keepsStaplesOverReloads() throws Exception {
        staples.replaceCertificates(List.of(certificate));
        byte[] response = good(Duration.ofDays(2));
        last().complete(response);
        staples.replaceCertificates(List.of(authority.serverCertificate("other-tls"), certificate));
        assertThat(staples.of(MAIL)).isEqualTo(response);
        assertThat(sent).as("requests for the new one only").hasSize(2);
    }

    @Test
    void dropsCertificatesThatWereRemoved() throws Exception {
        ServerCertificate other = authority.serverCertificate("other-tls");
        staples.replaceCertificates(List.of(certificate, other));
        sent.get(0).response().complete(good(Duration.ofDays(2)));

        staples.replaceCertificates(List.of());
        assertThat(staples.of(MAIL)).isNull();
        assertThat(staples.state(MAIL)).isEmpty();
        last().completeExceptionally(new TimeoutException());
        pass(Duration.ofDays(1));
        assertThat(sent).hasSize(2);

        staples.replaceCertificates(List.of(certificate));
        assertThat(sent).as("added again").hasSize(3);
    }

    /** All certificates are requested in turn, also if most requests fail. */
    @Test
    void limitsSimultaneousRequests() throws Exception {
        List<ServerCertificate> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(authority.serverCertificate("tls-" + i));
        }
        staples.replaceCertificates(many);
        assertThat(sent).hasSize(OcspStaples.MAX_IN_FLIGHT);
        for (int i = 0; i < many.size(); i++) {
            pass(Duration.ofSeconds(15));
            sent.get(i).response().completeExceptionally(new TimeoutException());
            assertThat(sent.size() - i - 1).isLessThanOrEqualTo(OcspStaples.MAX_IN_FLIGHT);
        }
        assertThat(sent.subList(0, many.size()).stream().map(Sent::serial).distinct())
                .hasSize(many.size());
    }

    @Test
    void givesTheReasonForACertificateWithoutOcspServer() throws Exception {
        staples.replaceCertificates(List.of(authority.serverCertificate("plain-tls", null), certificate));
        assertThat(staples.state("plain-tls"))
                .hasValue("none: it names no OCSP server; use another certificate, or remove spec.tls.ocspStapling");
        assertThat(sent).hasSize(1);
        assertThat(staples.missing()).isEqualTo(2);
    }
}
