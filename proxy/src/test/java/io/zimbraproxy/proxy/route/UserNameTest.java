package io.zimbraproxy.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "alice@example.com", "a b", "%0d%0a", "jürgen@example.com", "😀@example.com", "a;b,c=d"})
    void acceptsNamesOfMailboxes(String name) {
        assertThat(UserName.of(name.getBytes(StandardCharsets.UTF_8)).map(UserName::text))
                .hasValue(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\r\nb", "a\nb", "a\0b", "a\u001bb", "a\u007fb", "a\u0085b", "a\u2028b", "\ud800"})
    void refusesControlCharacters(String name) {
        assertThat(UserName.of(name)).isEmpty();
    }

    @Test
    void refusesInvalidUtf8() {
        assertThat(UserName.of(new byte[] {'a', (byte) 0xff})).isEmpty();
        assertThat(UserName.of(new byte[] {(byte) 0xc0, (byte) 0x8a})).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"256, true", "257, false", "1000000, false"})
    void boundsTheLength(int bytes, boolean accepted) {
        assertThat(UserName.of("a".repeat(bytes)).isPresent()).isEqualTo(accepted);
        assertThat(UserName.of("ü".repeat(bytes / 2) + "a".repeat(bytes % 2)).isPresent())
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({"alice@example.com, true", "@example, true", "alice, false", "alice@, false", "a@b@, true"})
    void knowsAQualifiedName(String name, boolean qualified) {
        assertThat(UserName.of(name).orElseThrow().qualified()).isEqualTo(qualified);
    }

    @Test
    void acceptsNoControlCharactersInRandomBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            random.nextBytes(bytes);
            UserName.of(bytes).ifPresent(name -> assertThat(name.text().chars()).noneMatch(Character::isISOControl));
        }
    }
}
