package io.zimbraproxy.crds.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "mailbox-1.internal, 7072, mailbox-1.internal:7072",
        "192.0.2.1, 80, 192.0.2.1:80",
        "2001:db8::7, 65535, [2001:db8::7]:65535",
        "::, 1, [::]:1"
    })
    void readsWhatItWrites(String host, int port, String text) {
        assertThat(HostPort.format(host, port)).isEqualTo(text);
        assertThat(HostPort.parse(text)).contains(new HostPort(host, port));
        assertThat(new HostPort(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                "host",
                "host:",
                "host:0",
                "host:65536",
                "host:123456",
                "host:+80",
                "host:\u0661",
                "::1:80",
                "[::1]",
                "[]:80",
                "[192.0.2.1]:80",
                "[::1:80",
                "::1]:80",
                "[[::1]]:80"
            })
    void refusesOtherTexts(String text) {
        assertThat(HostPort.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mail.example.com, mail.example.com", "192.0.2.1, 192.0.2.1", "::1, [::1]"})
    void writesHostsOfUrls(String host, String inUrl) {
        assertThat(HostPort.bracketed(host)).isEqualTo(inUrl);
    }
}
