package io.zimbraproxy.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.zimbraproxy.crds.spec.Untrusted;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import io.zimbraproxy.proxy.it.stage.DialogueText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProxyHeaderReaderTest {
    private static final String HEADER = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n";
    private static final String CLIENT = "192.0.2.7 56324 198.51.100.1";

    /** A row of {@code proxy-protocol/headers.tsv}. */
    record Row(String outcome, byte[] header, String what) {
        static Row of(String line) {
            String[] cells = line.split("\t", 3);
            boolean own = cells[0].equals("own");
            return new Row(
                    own ? BalancerConnection.shown(BalancerConnection.OWN) : cells[0],
                    DialogueText.bytes(cells[1]),
                    cells[2]);
        }

        boolean accepted() {
            return outcome.contains(" ");
        }

        @Override
        public String toString() {
            return what + ": " + outcome;
        }
    }

    static Stream<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/proxy-protocol/headers.tsv")).stream()
                .filter(line -> !line.startsWith("//"))
                .map(Row::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void readsHeadersInAllSegmentations(Row row) {
        String behind = row.outcome().equals(BalancerConnection.MORE) ? "" : "a1 NOOP\r\na2 LOGOUT\r\n";
        String said = new String(row.header(), StandardCharsets.ISO_8859_1) + behind;
        for (List<byte[]> segments : new SegmentedInput(List.of(said), 1).segmentations()) {
            BalancerConnection connection = BalancerConnection.open().sends(segments);

            assertThat(connection.outcome()).isEqualTo(row.outcome());
            assertThat(connection.isOpen())
                    .isEqualTo(row.accepted() || row.outcome().equals(BalancerConnection.MORE));
            assertThat(connection.passed()).isEqualTo(row.accepted() ? behind : "");
            assertThat(connection.isReading()).isEqualTo(!row.accepted() && connection.isOpen());
            assertThat(connection.leaked()).isZero();
        }
    }

    @Test
    void refusesAHeaderThatIsTooLate() {
        BalancerConnection connection = BalancerConnection.open()
                .sends(List.of("PROXY ".getBytes(StandardCharsets.US_ASCII)))
                .waits(BalancerConnection.TIMEOUT.minusMillis(1));
        assertThat(connection.outcome()).isEqualTo(BalancerConnection.MORE);

        connection.waits(Duration.ofMillis(1));

        assertThat(connection.outcome()).isEqualTo("too_late");
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.passed()).isEmpty();
        assertThat(connection.leaked()).isZero();
    }

    /** Single bytes do not extend the time limit. */
    @Test
    void refusesATrickledHeader() {
        BalancerConnection connection = BalancerConnection.open();
        for (byte[] letter :
                new SegmentedInput(List.of(HEADER), 1).segmentations().get(1)) {
            connection.sends(List.of(letter)).waits(Duration.ofSeconds(1));
        }

        assertThat(connection.outcome()).isEqualTo("too_late");
    }

    @Test
    void clientHasNoTimeLimit() {
        BalancerConnection connection = accept(BalancerConnection.open());

        connection.waits(BalancerConnection.TIMEOUT.multipliedBy(2));

        assertThat(connection.isOpen()).isTrue();
    }

    private static BalancerConnection accept(BalancerConnection connection) {
        connection.sends(List.of(HEADER.getBytes(StandardCharsets.US_ASCII)));
        assertThat(connection.outcome()).isEqualTo(CLIENT);
        return connection;
    }

    @Test
    void passesASecondHeaderOn() {
        BalancerConnection connection = BalancerConnection.open();

        connection.sends(List.of((HEADER + HEADER).getBytes(StandardCharsets.US_ASCII)));

        assertThat(connection.outcome()).isEqualTo(CLIENT);
        assertThat(connection.passed()).isEqualTo(HEADER);
    }

    @Test
    void untrustedPeersAreRefusedAtOnce() {
        BalancerConnection connection = BalancerConnection.open("192.0.2.66", Untrusted.Refuse);

        assertThat(connection.outcome()).isEqualTo("untrusted");
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.leaked()).isZero();
    }

    @Test
    void untrustedPeersMayBePlain() {
        BalancerConnection connection = BalancerConnection.open("192.0.2.66", Untrusted.Plain);
        assertThat(connection.outcome()).isEqualTo("192.0.2.66 40000 10.0.0.9");

        connection.sends(List.of(HEADER.getBytes(StandardCharsets.US_ASCII)));

        assertThat(connection.outcome())
                .as("the header of an untrusted peer is ignored")
                .startsWith("192.0.2.66 ");
        assertThat(connection.passed()).isEqualTo(HEADER);
        assertThat(connection.waits(BalancerConnection.TIMEOUT).isOpen()).isTrue();
    }

    @Test
    void trustedNetworksMayBeIpv4OrIpv6() {
        accept(BalancerConnection.open("2001:db8:1::5", Untrusted.Refuse));
        accept(BalancerConnection.open("::ffff:10.1.2.3", Untrusted.Refuse));
        assertThat(BalancerConnection.open("2001:db8:2::5", Untrusted.Refuse).outcome())
                .isEqualTo("untrusted");
    }

    /** The address of the balancer is not that of the client, even if untrusted peers may be plain. */
    @Test
    void balancersMustSendAHeaderEvenIfOthersNeedNot() {
        BalancerConnection connection = BalancerConnection.open(BalancerConnection.OWN.address(), Untrusted.Plain);

        connection.sends(List.of("a LOGIN alice secret\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(connection.outcome()).isEqualTo("no_header");
        assertThat(connection.passed()).isEmpty();
    }

    /** The TLS handler, for example, is added before all others. */
    @Test
    void handlersBeforeTheReaderGetTheRestToo() {
        StringBuilder seen = new StringBuilder();
        BalancerConnection connection = BalancerConnection.open(
                BalancerConnection.OWN.address(), Untrusted.Refuse, channel -> channel.pipeline()
                        .addFirst(new SimpleChannelInboundHandler<ByteBuf>() {
                            @Override
                            protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
                                seen.append(bytes.toString(StandardCharsets.US_ASCII));
                            }
                        }));

        connection.sends(
                List.of((HEADER + "a1 ").getBytes(StandardCharsets.US_ASCII), new byte[] {'N', 'O', 'O', 'P'}));

        assertThat(seen).hasToString("a1 NOOP");
        assertThat(connection.leaked()).isZero();
    }

    @Test
    void connectionsThatCloseEarlyHaveNoOutcome() {
        BalancerConnection silent = BalancerConnection.open();
        BalancerConnection half = BalancerConnection.open().sends(List.of(new byte[] {'P', 'R'}));
        BalancerConnection shut = BalancerConnection.open().sends(List.of(new byte[] {'P', 'R'}));
        BalancerConnection reset = BalancerConnection.open().sends(List.of(new byte[] {'P', 'R'}));

        silent.channel().close();
        half.channel().close();
        shut.channel().pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        reset.channel().pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));

        for (BalancerConnection connection : List.of(silent, half, shut, reset)) {
            assertThat(connection.waits(BalancerConnection.TIMEOUT).outcome()).isEqualTo(BalancerConnection.MORE);
            assertThat(connection.isOpen()).isFalse();
            assertThat(connection.passed()).isEmpty();
            assertThat(connection.leaked()).isZero();
        }
    }

    /** Other events may arrive while the reader waits for a header. */
    @Test
    void eventsArePassedOn() {
        Object event = new Object();
        Object[] seen = new Object[1];
        BalancerConnection connection = BalancerConnection.open();
        connection.channel().pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object what) {
                seen[0] = what;
            }
        });

        connection.channel().pipeline().fireUserEventTriggered(event);

        assertThat(seen[0]).isSameAs(event);
    }
}
