package io.zimbraproxy.crds.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'', ''",
        "a%20b, a b",
        "%41%2f%2F, A//",
        "%C3%A4, ä",
        "ä, ä",
        "100%, 100%",
        "%4, %4",
        "%4g%g4, %4g%g4",
        "%%41, %A",
        "%2541, %41"
    })
    void decodes(String encoded, String decoded) {
        byte[] bytes = PercentEncoding.decode(encoded.getBytes(StandardCharsets.UTF_8));
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @CsvSource({"a%41, 1, 65", "%ff, 0, 255", "%00, 0, 0", "%4, 0, -1", "%4g, 0, -1", "abc, 0, -1", "%41, 1, -1"})
    void findsEscapes(String text, int index, int expected) {
        assertThat(PercentEncoding.escapeAt(text, index)).isEqualTo(expected);
    }
}
