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

/** When staples are asked for, shown and forgotten; the clocks and the OCSP server are the test's. */
class OcspStaplesTest {
    private static final Instant START = Instant.parse("2030-05-01T12:00:00Z");
    private static final String MAIL = "mail-tls";

    private final List<Asked> asked = new ArrayList<>();
    private Instant now = START;
    private Duration waited = Duration.ofDays(1);
    private final InstantSource source = () -> now;
    private final OcspStaples book =
            new OcspStaples(this::ask, Runnable::run, source.withZone(ZoneOffset.UTC), () -> waited.toNanos());
    private PlayedAuthority authority;
    private ServerCertificate certificate;

    private record Asked(URI server, BigInteger serial, CompletableFuture<byte[]> answer) {}

    private CompletableFuture<byte[]> ask(URI server, byte[] request) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        try {
            BigInteger serial =
                    new OCSPReq(request).getRequestList()[0].getCertID().getSerialNumber();
            asked.add(new Asked(server, serial, answer));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return answer;
    }

    @BeforeEach
    void issue() throws Exception {
        authority = new PlayedAuthority("Test CA", START);
        certificate = authority.serverCertificate(MAIL);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        waited = waited.plus(time);
        book.advance();
    }

    private CompletableFuture<byte[]> last() {
        return asked.get(asked.size() - 1).answer();
    }

    /** An answer that holds for a while from now on. */
    private byte[] good(Duration life) throws Exception {
        return authority.bytes(authority.good().times(now, now.plus(life)), certificate.own());
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
    void showsWhatItWasAnswered() throws Exception {
        book.want(List.of(certificate));
        assertThat(book.of(MAIL)).isNull();
        assertThat(book.state(MAIL)).hasValue("none: not asked for yet");
        assertThat(asked).singleElement().satisfies(question -> {
            assertThat(question.server()).isEqualTo(URI.create(PlayedAuthority.SERVER));
            assertThat(question.serial()).isEqualTo(certificate.own().getSerialNumber());
        });
        assertThat(book.missing()).isEqualTo(1);

        byte[] answer = good(Duration.ofDays(4));
        last().complete(answer);
        assertThat(book.of(MAIL)).isEqualTo(answer);
        assertThat(book.state(MAIL)).hasValue("good until 2030-05-05T12:00:00Z");
        assertThat(book.good()).isEqualTo(1);
        assertThat(book.missing()).isZero();
    }

    @Test
    void asksAgainAtHalfOfItsLife() throws Exception {
        book.want(List.of(certificate));
        byte[] first = good(Duration.ofDays(4));
        last().complete(first);
        pass(Duration.ofDays(2).minusSeconds(1));
        assertThat(asked).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(asked).hasSize(2);

        byte[] second = good(Duration.ofDays(4));
        assertThat(book.of(MAIL)).as("while it is asked for").isEqualTo(first);
        last().complete(second);
        assertThat(book.of(MAIL)).isEqualTo(second);
    }

    /** Servers hand out the same answer for days. */
    @Test
    void asksAgainAtHalfOfWhatIsLeft() throws Exception {
        book.want(List.of(certificate));
        byte[] old = authority.bytes(
                authority.good().times(now.minus(Duration.ofHours(80)), now.plus(Duration.ofHours(16))),
                certificate.own());
        last().complete(old);
        pass(Duration.ofHours(8).minusSeconds(1));
        assertThat(asked).hasSize(1);
        pass(Duration.ofSeconds(1));
        last().complete(old);
        pass(Duration.ofHours(4));
        assertThat(asked).hasSize(3);
        last().complete(old);
        pass(Duration.ofHours(4).minusSeconds(1));
        last().complete(old);
        assertThat(book.of(MAIL)).isEqualTo(old);
        pass(Duration.ofSeconds(1));
        assertThat(book.of(MAIL)).isNull();
    }

    @Test
    void waitsLongerAfterEachFailure() throws Exception {
        book.want(List.of(certificate));
        int[] minutes = {1, 2, 4, 8, 16, 32, 60, 60};
        for (int i = 0; i < minutes.length; i++) {
            last().completeExceptionally(new IOException("the OCSP server answers HTTP 500"));
            assertThat(book.state(MAIL)).hasValue("none: the OCSP server answers HTTP 500");
            pass(Duration.ofMinutes(minutes[i]).minusSeconds(1));
            assertThat(asked).as("failures: %d", i + 1).hasSize(i + 1);
            pass(Duration.ofSeconds(1));
            assertThat(asked).as("failures: %d", i + 1).hasSize(i + 2);
        }
        last().complete(good(Duration.ofDays(1)));
        pass(Duration.ofHours(12));
        last().completeExceptionally(new TimeoutException());
        pass(Duration.ofMinutes(1));
        assertThat(asked).as("begins anew after a success").hasSize(minutes.length + 3);
    }

    @Test
    void showsTheOldOneUntilItExpires() throws Exception {
        book.want(List.of(certificate));
        byte[] first = good(Duration.ofHours(2));
        last().complete(first);
        pass(Duration.ofHours(1));
        last().completeExceptionally(new TimeoutException());
        assertThat(book.of(MAIL)).isEqualTo(first);
        assertThat(book.state(MAIL)).hasValue("good until 2030-05-01T14:00:00Z");

        now = START.plus(Duration.ofHours(2));
        assertThat(book.of(MAIL)).as("whoever looks first").isNull();
        book.advance();
        assertThat(book.state(MAIL)).hasValue("none: the OCSP server does not answer in time");
    }

    @Test
    void asksAtOnceAfterASleepOfTheMachine() throws Exception {
        book.want(List.of(certificate));
        last().complete(good(Duration.ofDays(2)));
        now = now.plus(Duration.ofDays(3));
        book.advance();
        assertThat(asked).hasSize(2);
        assertThat(book.state(MAIL)).hasValue("none: the last answer has expired (2030-05-03T12:00:00Z)");
    }

    @Test
    void dropsItWhenTheCertificateIsRevoked() throws Exception {
        book.want(List.of(certificate));
        last().complete(good(Duration.ofDays(2)));
        pass(Duration.ofDays(1));
        last().complete(revoked());
        assertThat(book.of(MAIL)).isNull();
        assertThat(book.state(MAIL)).hasValue("none: revoked since 2030-05-01T12:00:00Z");

        pass(Duration.ofHours(1));
        last().completeExceptionally(new TimeoutException());
        assertThat(book.state(MAIL))
                .as("silence does not lift it")
                .hasValue("none: revoked since 2030-05-01T12:00:00Z");

        pass(Duration.ofMinutes(1));
        byte[] lifted = good(Duration.ofDays(2));
        last().complete(lifted);
        assertThat(book.of(MAIL)).isEqualTo(lifted);
    }

    @Test
    void showsNothingThatCannotBeBelieved() throws Exception {
        book.want(List.of(certificate));
        last().complete(new byte[] {1, 2, 3});
        assertThat(book.of(MAIL)).isNull();
        assertThat(book.state(MAIL)).hasValue("none: the answer is no OCSP response");
    }

    @Test
    void keepsStaplesOverReloads() throws Exception {
        book.want(List.of(certificate));
        byte[] answer = good(Duration.ofDays(2));
        last().complete(answer);
        book.want(List.of(authority.serverCertificate("other-tls"), certificate));
        assertThat(book.of(MAIL)).isEqualTo(answer);
        assertThat(asked).as("of the new one only").hasSize(2);
    }

    @Test
    void forgetsCertificatesThatAreGone() throws Exception {
        ServerCertificate other = authority.serverCertificate("other-tls");
        book.want(List.of(certificate, other));
        asked.get(0).answer().complete(good(Duration.ofDays(2)));

        book.want(List.of());
        assertThat(book.of(MAIL)).isNull();
        assertThat(book.state(MAIL)).isEmpty();
        last().completeExceptionally(new TimeoutException());
        pass(Duration.ofDays(1));
        assertThat(asked).hasSize(2);

        book.want(List.of(certificate));
        assertThat(asked).as("wanted again").hasSize(3);
    }

    /** Also while most of them fail, all have their turn. */
    @Test
    void asksAFewAtATimeAndAllInTurn() throws Exception {
        List<ServerCertificate> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(authority.serverCertificate("tls-" + i));
        }
        book.want(many);
        assertThat(asked).hasSize(OcspStaples.AT_ONCE);
        for (int i = 0; i < many.size(); i++) {
            pass(Duration.ofSeconds(15));
            asked.get(i).answer().completeExceptionally(new TimeoutException());
            assertThat(asked.size() - i - 1).isLessThanOrEqualTo(OcspStaples.AT_ONCE);
        }
        assertThat(asked.subList(0, many.size()).stream().map(Asked::serial).distinct())
                .hasSize(many.size());
    }

    @Test
    void saysWhyACertificateCannotHaveOne() throws Exception {
        book.want(List.of(authority.serverCertificate("plain-tls", null), certificate));
        assertThat(book.state("plain-tls"))
                .hasValue("none: it names no OCSP server; use one that does, or leave spec.tls.ocspStapling out");
        assertThat(asked).hasSize(1);
        assertThat(book.missing()).isEqualTo(2);
    }
}
