package io.zimbraproxy.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class UserNameFuzzTest {
    @Provide
    Arbitrary<SegmentedInput> names() {
        return SegmentedInput.of(
                dice -> switch (dice.below(6)) {
                    case 0 -> Dice.text(dice.noise(6));
                    case 1 -> dice.syntax(6);
                    case 2 ->
                        Dice.text(dice.oneOf("ü", "😀", "\u0085", "\u2028", "\uffff")
                                .getBytes(StandardCharsets.UTF_8));
                    case 3 -> dice.oneOf("%", "%2", "%20", "%0d%0a", "%C3%BC", "%ff", " ");
                    case 4 -> "x".repeat(dice.below(120));
                    default -> "@example.com";
                },
                6);
    }

    @Fuzz
    void namesAreSafeAndSurviveEncoding(@ForAll("names") SegmentedInput input) {
        byte[] bytes = input.bytes();
        UserName.of(bytes).ifPresent(name -> {
            assertSafe(name.text());
            assertThat(name.text().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
            assertThat(UserName.of(name.text())).hasValue(name);
            String encoded = MailEscape.escape(name.text());
            assertThat(encoded).doesNotContain(" ");
            assertThat(MailEscape.check(encoded)).hasValue(encoded);
            assertThat(MailEscape.check(encoded.getBytes(StandardCharsets.UTF_8)))
                    .hasValue(encoded);
            assertThat(MailEscape.unescape(encoded)).hasValue(name);
        });
        // Other programs may write any bytes into a cache.
        MailEscape.check(bytes).ifPresent(encoded -> {
            assertSafe(encoded);
            MailEscape.unescape(encoded).ifPresent(name -> assertSafe(name.text()));
        });
        Optional<UserName> any = MailEscape.unescape(Dice.text(bytes));
        any.ifPresent(name -> assertSafe(name.text()));
    }

    /** Checks for control characters and invalid UTF-8. */
    private static void assertSafe(String text) {
        assertThat(text).isNotEmpty();
        assertThat(text.chars().anyMatch(c -> c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029))
                .as("control characters")
                .isFalse();
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4 * 3 * UserName.MAX_BYTES);
    }
}
