package io.zimbraproxy.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.fuzz.HelloBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientHelloTest {
    /** A row of {@code tls/hellos.tsv}. */
    record Row(String who, String name, List<String> protocols, String curves, byte[] body) {
        static Row of(String line) {
            String[] cells = line.split("\t", 5);
            return new Row(
                    cells[0],
                    cells[1].isEmpty() ? null : cells[1],
                    cells[2].isEmpty() ? List.of() : List.of(cells[2].split(" ", -1)),
                    cells[3],
                    HexFormat.of().parseHex(cells[4]));
        }

        @Override
        public String toString() {
            return who;
        }
    }

    static Stream<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/tls/hellos.tsv")).stream()
                .filter(line -> !line.startsWith("//"))
                .map(Row::of);
    }

    private static ClientHello hello(byte[] body) {
        ByteBuf in = Unpooled.wrappedBuffer(body);
        ClientHello hello = ClientHello.of(in);
        assertThat(in.readerIndex()).as("bytes that TLS still needs").isZero();
        return hello;
    }

    private static String curves(ClientHello hello) {
        return Stream.of(256, 384, 521)
                .filter(hello::takesEcdsa)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void readsMessagesOfKnownClients(Row row) {
        ClientHello hello = hello(row.body());
        assertThat(hello.serverName()).isEqualTo(row.name());
        assertThat(hello.protocols()).isEqualTo(row.protocols());
        assertThat(curves(hello)).isEqualTo(row.curves());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "TLSv1.2, mail.example.com, imap",
                "TLSv1.3, webmail.example.org, h2",
                "TLSv1.3, -, -",
            })
    void readsMessagesOfJava(String version, String name, String protocol) throws Exception {
        ClientHello hello = hello(HelloBytes.ofJava(version, name, protocol));
        assertThat(hello.serverName()).isEqualTo(name);
        assertThat(hello.protocols()).isEqualTo(protocol == null ? List.of() : List.of(protocol));
        assertThat(hello.takesEcdsa(256)).isTrue();
    }

    /** A truncated message may have fewer fields, but no other values. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void toleratesTruncation(Row row) {
        for (int length = 0; length < row.body().length; length++) {
            ClientHello hello = hello(Arrays.copyOf(row.body(), length));
            assertThat(hello.serverName()).isIn(row.name(), null);
            assertThat(hello.protocols()).isIn(row.protocols(), List.of());
        }
    }

    /** Each length field may be wrong. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void toleratesEachWrongByte(Row row) {
        for (int at = 0; at < row.body().length; at++) {
            for (int value : new int[] {0, 1, 0x7f, 0xff}) {
                byte[] wrong = row.body().clone();
                wrong[at] = (byte) value;
                assertThat(hello(wrong).protocols()).hasSizeLessThanOrEqualTo(32);
            }
        }
    }

    @Test
    void boundsAllFields() {
        byte[] body = new HelloBytes()
                .extension(16, HelloBytes.list("\1x".repeat(16_000)))
                .extension(10, HelloBytes.list("\0\35".repeat(6_000)))
                .bytes();
        ClientHello hello = hello(body);
        assertThat(hello.protocols()).hasSize(32).containsOnly("x");
        assertThat(hello.takesEcdsa(256)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "mail.example.com,mail.example.com",
                "MAIL.Example.COM.,mail.example.com",
                "mail_1.example.com,mail_1.example.com",
                "::1,-",
                "a b,-",
                "m\u00e4il.example.com,-",
                "../../etc,-",
            })
    void ignoresInvalidNames(String sent, String read) {
        String name = "\0\0" + (char) sent.length() + sent;
        assertThat(hello(new HelloBytes().extension(0, HelloBytes.list(name)).bytes())
                        .serverName())
                .isEqualTo(read);
    }

    @Test
    void ignoresLongNames() {
        String name = "\0\1\0" + "x".repeat(256);
        assertThat(hello(new HelloBytes().extension(0, HelloBytes.list(name)).bytes())
                        .serverName())
                .isNull();
    }

    @Test
    void hasNoFieldsWithoutExtensions() {
        for (ClientHello hello : List.of(hello(new HelloBytes().bytes()), ClientHello.of(null), hello(new byte[0]))) {
            assertThat(hello.serverName()).isNull();
            assertThat(hello.protocols()).isEmpty();
            assertThat(curves(hello)).isEmpty();
        }
    }
}
