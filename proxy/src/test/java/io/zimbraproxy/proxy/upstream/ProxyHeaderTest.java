package io.zimbraproxy.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.zimbraproxy.crds.spec.ProxyProtocolVersion;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the bytes of PROXY protocol headers. */
class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    /** Returns the bytes that a server receives. */
    private static ByteBuf header(ProxyProtocolVersion version, ClientPeer client, int port) {
        EmbeddedChannel channel = new EmbeddedChannel(HAProxyMessageEncoder.INSTANCE);
        channel.writeOutbound(ProxyHeader.of(version, client, port));
        return channel.readOutbound();
    }

    /** The first row is the example in the specification, section 2.1. */
    @ParameterizedTest
    @CsvSource({
        "192.168.0.1,56324,192.168.0.11,443,PROXY TCP4 192.168.0.1 192.168.0.11 56324 443",
        "2001:db8::7,56324,2001:db8::1,993,PROXY TCP6 2001:db8::7 2001:db8::1 56324 993",
        "192.0.2.7,56324,2001:db8::1,993,PROXY UNKNOWN",
        "2001:db8::7,56324,198.51.100.1,993,PROXY UNKNOWN",
        "255.255.255.255,65535,255.255.255.255,65535,PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535"
    })
    void versionOneIsALine(String address, int port, String proxyAddress, int proxyPort, String line) {
        ByteBuf header = header(ProxyProtocolVersion.V1, new ClientPeer(address, port, proxyAddress), proxyPort);

        assertThat(header.toString(StandardCharsets.US_ASCII)).isEqualTo(line + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.0.1,56324,192.168.0.11,443,2111000c c0a80001 c0a8000b dc04 01bb",
        "2001:db8::7,56324,2001:db8::1,993,"
                + "21210024 20010db8000000000000000000000007 20010db8000000000000000000000001 dc04 03e1",
        "192.0.2.7,1,2001:db8::1,65535,"
                + "21210024 00000000000000000000ffffc0000207 20010db8000000000000000000000001 0001 ffff",
        "2001:db8::7,1,198.51.100.1,65535,"
                + "21210024 20010db8000000000000000000000007 00000000000000000000ffffc6336401 0001 ffff"
    })
    void versionTwoIsBinary(String address, int port, String proxyAddress, int proxyPort, String hex) {
        ByteBuf header = header(ProxyProtocolVersion.V2, new ClientPeer(address, port, proxyAddress), proxyPort);

        assertThat(ByteBufUtil.hexDump(header)).isEqualTo(SIGNATURE + hex.replace(" ", ""));
    }

    @Test
    void versionNoneHasNoHeader() {
        assertThat(ProxyHeader.of(ProxyProtocolVersion.None, new ClientPeer("192.0.2.7", 1, "192.0.2.1"), 143))
                .isNull();
    }

    /** Some locales have digits of their own. */
    @Test
    void digitsAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            versionOneIsALine("192.0.2.7", 12, "192.0.2.1", 143, "PROXY TCP4 192.0.2.7 192.0.2.1 12 143");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void aDecoderReadsWhatWasWritten(ProxyProtocolVersion version) {
        EmbeddedChannel decoder = new EmbeddedChannel(new HAProxyMessageDecoder());

        decoder.writeInbound(header(version, new ClientPeer("2001:db8::7", 56_324, "2001:db8::1"), 993));

        HAProxyMessage message = decoder.readInbound();
        assertThat(message.proxiedProtocol()).isEqualTo(HAProxyProxiedProtocol.TCP6);
        assertThat(message.protocolVersion().name()).isEqualTo(version.name());
        assertThat(message.sourcePort()).isEqualTo(56_324);
        assertThat(message.destinationPort()).isEqualTo(993);
        message.release();
        assertThat(decoder.finish()).isFalse();
    }
}
