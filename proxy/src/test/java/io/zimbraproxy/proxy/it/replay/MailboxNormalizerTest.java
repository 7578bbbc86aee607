package io.zimbraproxy.proxy.it.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Checks which commands are equal after normalization. */
class MailboxNormalizerTest {
    private static String of(String text) throws IOException {
        return MailboxNormalizer.complete(text).orElse("(incomplete)");
    }

    @Test
    void decodesAllFormsOfLoginArguments() throws IOException {
        assertThat(of("a LOGIN \"al ice\" \"s\\\"e\\\\c\"\r\n"))
                .isEqualTo(of("a LOGIN {6}\r\nal ice {5}\r\ns\"e\\c\r\n"))
                .isEqualTo("a LOGIN <al ice> <s\"e\\c>\r\n");
        assertThat(of("a LOGIN alice {0}\r\n\r\n")).isEqualTo(of("a LOGIN {5}\r\nalice \"\"\r\n"));
    }

    @Test
    void keepsDifferencesInPasswordTagAndArguments() throws IOException {
        String login = of("a LOGIN alice secret\r\n");
        assertThat(of("a LOGIN alice Secret\r\n")).isNotEqualTo(login);
        assertThat(of("b LOGIN alice secret\r\n")).isNotEqualTo(login);
        assertThat(of("a LOGIN alice secret x\r\n")).isNotEqualTo(login);
        assertThat(of("a LOGIN alice  secret\r\n")).isNotEqualTo(login);
        assertThat(of("a LOGIN alice {7}\r\nsecret\r\r\n")).isNotEqualTo(login);
    }

    @Test
    void replacesOnlyTheVersionOfTheProxyInId() throws IOException {
        String id =
                "a ID (\"X-ORIGINATING-IP\" \"192.0.2.1\" \"name\" \"Zimbra\" \"version\" \"%s\" \"X-VIA\" \"%s,192.0.2.2(%s)\")\r\n";
        assertThat(of(id.formatted("1", "Mail/1.0", "nginx/1.24.0")))
                .isEqualTo(of(id.formatted("2", "Mail/1.0", "zimbra-proxy/0.1.0-SNAPSHOT")))
                .isNotEqualTo(of(id.formatted("1", "Mail/2.0", "nginx/1.24.0")));
    }

    @Test
    void joinsTheSaslMessageToItsCommand() throws IOException {
        assertThat(of("a AUTHENTICATE PLAIN\r\nAGFsaWNlAHNlY3JldA==\r\n"))
                .isEqualTo("a AUTHENTICATE PLAIN <> <alice> <secret>\r\n");
        assertThat(of("AUTH PLAIN\r\nAGFsaWNlAHNlY3JldA==\r\n")).isEqualTo("AUTH PLAIN <> <alice> <secret>\r\n");
        assertThat(of("AUTH PLAIN\r\n*\r\n")).isEqualTo("AUTH PLAIN *\r\n");
    }

    @Test
    void requestsContinuations() throws IOException {
        // Given
        byte[] text = "a LOGIN {5}\r\nalice {6}\r\nsecret\r\nb NOOP\r\n".getBytes(StandardCharsets.US_ASCII);
        ByteArrayInputStream in = new ByteArrayInputStream(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // When
        MailboxNormalizer.command(in, out);
        // Then
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("+ \r\n+ \r\n");
        assertThat(MailboxNormalizer.command(in, out)).isEqualTo("b NOOP\r\n");
        assertThat(MailboxNormalizer.command(in, out)).isNull();
        assertThat(of("a LOGIN {5}\r\n")).isEqualTo("(incomplete)");
    }
}
