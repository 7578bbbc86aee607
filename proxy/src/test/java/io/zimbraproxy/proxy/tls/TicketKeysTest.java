package io.zimbraproxy.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketKeysTest {
    private static final Duration ROTATION = Duration.ofHours(12);
    private static final String CONTEXT = "0123 None [] IMAP";
    private static final long EPOCH = 40_000;

    private static TicketKeys keys(String master, String context, Instant now) {
        byte[] secret = master.getBytes(StandardCharsets.US_ASCII);
        return new TicketKeys(new TicketPolicy(true, ROTATION, secret), context, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Returns name, HMAC key and AES key of each ticket key. */
    private static List<String> shown(String master, String context, long epoch) {
        return Arrays.stream(keys(master, context, Instant.EPOCH).of(epoch))
                .map(TicketKeysTest::shown)
                .toList();
    }

    private static String shown(OpenSslSessionTicketKey key) {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(key.name()) + ' ' + hex.formatHex(key.hmacKey()) + ' ' + hex.formatHex(key.aesKey());
    }

    @Test
    void sameInputsGiveTheSameKeys() {
        assertThat(shown("master", CONTEXT, EPOCH)).isEqualTo(shown("master", CONTEXT, EPOCH));
    }

    /** No part of a key occurs in another key. */
    @Test
    void otherInputsGiveOtherKeys() {
        List<List<String>> all = List.of(
                shown("master", CONTEXT, EPOCH),
                shown("Master", CONTEXT, EPOCH),
                shown("master", "0124 None [] IMAP", EPOCH),
                shown("master", "0123 None [] POP3", EPOCH),
                shown("master", CONTEXT, EPOCH + 3));
        assertThat(all.stream().flatMap(List::stream).flatMap(key -> Arrays.stream(key.split(" ", -1))))
                .hasSize(all.size() * 3 * 3)
                .doesNotHaveDuplicates();
    }

    /** Tickets of the previous period are valid, and so are those of proxies whose clocks are ahead. */
    @Test
    void keepsTheNeighboursAfterARotation() {
        List<String> before = shown("master", CONTEXT, EPOCH);
        List<String> after = shown("master", CONTEXT, EPOCH + 1);
        assertThat(after.get(0)).isEqualTo(before.get(2));
        assertThat(after.get(1)).isEqualTo(before.get(0));
        assertThat(after).doesNotContain(before.get(1));
        assertThat(before).doesNotContain(after.get(2));
    }

    @Test
    void changesWithTheClock() {
        Instant begin = Instant.EPOCH.plus(ROTATION.multipliedBy(EPOCH));
        assertThat(keys("master", CONTEXT, begin).epoch()).isEqualTo(EPOCH);
        assertThat(keys("master", CONTEXT, begin.plus(ROTATION).minusMillis(1)).epoch())
                .isEqualTo(EPOCH);
        assertThat(keys("master", CONTEXT, begin.plus(ROTATION)).epoch()).isEqualTo(EPOCH + 1);
    }

    @Test
    void textHasNoSecret() {
        TicketPolicy policy = new TicketPolicy(true, ROTATION, "master".getBytes(StandardCharsets.US_ASCII));
        assertThat(policy).hasToString("TicketPolicy[enabled=true, rotation=PT12H]");
        assertThat(policy).isEqualTo(new TicketPolicy(true, ROTATION, "master".getBytes(StandardCharsets.US_ASCII)));
        assertThat(policy).isNotEqualTo(new TicketPolicy(true, ROTATION, "other!".getBytes(StandardCharsets.US_ASCII)));
        assertThat(TicketPolicy.own(true, ROTATION)).isEqualTo(TicketPolicy.own(true, ROTATION));
    }
}
