package io.zimbraproxy.crds.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "\r", "\0", "\u001b", "\u007f", "\u0085", "\u2028", "\u2029", "\u202e", "\ud800", "\ue000"
            })
    void replacesUnsafeCharacters(String unsafe) {
        assertThat(Printable.line("a" + unsafe + "b")).isEqualTo("a?b");
        assertThat(Printable.ascii("a" + unsafe + "b", 10)).isEqualTo("a?b");
    }

    @Test
    void keepsLettersOfAllLanguages() {
        assertThat(Printable.line("Grüße, 世界 \ud83d\ude00")).isEqualTo("Grüße, 世界 \ud83d\ude00");
    }

    @Test
    void keepsAsciiOnly() {
        assertThat(Printable.ascii("~ ü\ud83d\ude00", 10)).isEqualTo("~ ??");
        assertThat(Printable.ascii(new byte[] {'a', (byte) 0xc3, (byte) 0xbc}, 10))
                .isEqualTo("a??");
    }

    @Test
    void marksCuts() {
        assertThat(Printable.line("abc", 3)).isEqualTo("abc");
        assertThat(Printable.line("abcd", 3)).isEqualTo("abc...");
        assertThat(Printable.line("a\ud83d\ude00c", 2)).isEqualTo("a\ud83d\ude00...");
        assertThat(Printable.ascii("abcd", 3)).isEqualTo("abc...");
    }

    @Test
    void hidesCredentialsOfUrls() {
        assertThat(Printable.withoutCredentials("redis://u:p@ss@cache:6379, https://b/c@d"))
                .isEqualTo("redis://***@cache:6379, https://b/c@d");
    }
}
