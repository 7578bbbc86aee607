package io.zimbraproxy.crds.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0s,PT0S",
        "250ms,PT0.25S",
        "15s,PT15S",
        "90s,PT1M30S",
        "10m,PT10M",
        "1h30m,PT1H30M",
        "1h1ms,PT1H0.001S",
        "1h2m3s4ms,PT1H2M3.004S",
        "168h,P7D"
    })
    void readsWhatKubernetesWrites(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "15",
                "s",
                "-1s",
                "+1s",
                "1.5h",
                "1d",
                "1 h",
                "1s ",
                "1s\n",
                "1m1h",
                "1s1s",
                "1H",
                "PT1S",
                "1234567890s",
                "١s"
            })
    void refusesTheRest(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.parse(text));
    }

    @Test
    void refusesTextThatIsTooLongForTheSchema() {
        assertThat(GoDuration.parse("999999999h999999999m999999999s")).isPositive();
        assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.parse("999999999h999999999m999999999s999ms"));
    }

    @Test
    void readsWhatItWrites() {
        Random random = new Random(4711);
        for (int i = 0; i < 10_000; i++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << (1 + random.nextInt(40))));

            String text = GoDuration.format(duration);

            assertThat(GoDuration.parse(text)).as(text).isEqualTo(duration);
            assertThat(GoDuration.format(GoDuration.parse(text))).isEqualTo(text);
        }
    }

    /** The API server and the parser accept the same texts, tested with random texts of the relevant letters. */
    @Test
    void schemaAgrees() {
        Pattern schema = Pattern.compile(GoDuration.PATTERN.replace("$", "\\z"));
        Random random = new Random(4711);
        String letters = "0159hms";
        int durations = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(7); length >= 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            boolean passes = text.length() >= GoDuration.MIN_LENGTH
                    && schema.matcher(text).matches();

            assertThat(isDuration(text.toString())).as(text.toString()).isEqualTo(passes);
            durations += passes ? 1 : 0;
        }
        assertThat(durations).isGreaterThan(1_000);
    }

    private static boolean isDuration(String text) {
        try {
            GoDuration.parse(text);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
