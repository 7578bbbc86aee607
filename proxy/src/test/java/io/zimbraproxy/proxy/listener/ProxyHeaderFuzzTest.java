package io.zimbraproxy.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.zimbraproxy.crds.spec.ProxyProtocolVersion;
import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.ProxyHeaderText;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.upstream.ProxyHeader;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class ProxyHeaderFuzzTest {
    @Provide
    Arbitrary<SegmentedInput> inputs() {
        return SegmentedInput.of(ProxyHeaderText::balancer, 3);
    }

    /** All segmentations have the same outcome. No byte of the header is passed on, no byte after it is lost, no buffer leaks. */
    @Fuzz
    void consumesExactlyTheHeader(@ForAll("inputs") SegmentedInput input) {
        String said = Dice.text(input.bytes());
        String expected = null;
        for (List<byte[]> segments : input.segmentations()) {
            BalancerConnection connection = BalancerConnection.open().sends(segments);
            String outcome = connection.outcome();
            String passed = connection.passed();
            if (outcome.contains(" ")) {
                assertThat(passed).isEqualTo(said.substring(headerLength(said)));
            } else {
                assertThat(passed).isEmpty();
                assertThat(connection.isOpen()).isEqualTo(outcome.equals(BalancerConnection.MORE));
                assertTimeout(connection);
            }
            assertThat(connection.leaked()).isZero();
            expected = expected == null ? outcome : expected;
            assertThat(outcome).isEqualTo(expected);
        }
    }

    private static void assertTimeout(BalancerConnection connection) {
        String outcome = connection.outcome();
        connection.waits(BalancerConnection.TIMEOUT);
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.outcome()).isEqualTo(outcome.equals(BalancerConnection.MORE) ? "too_late" : outcome);
    }

    /** Returns the length by another method: the end of the line, or the length field of version 2 in the 15th and 16th byte. */
    private static int headerLength(String said) {
        return said.startsWith("PROXY ") ? said.indexOf("\r\n") + 2 : 16 + 256 * said.charAt(14) + said.charAt(15);
    }

    /** The clients of another proxy. */
    @Provide
    Arbitrary<ClientPeer> peers() {
        return Dice.make(dice ->
                new ClientPeer(ProxyHeaderText.address(dice), 1 + dice.below(65_535), ProxyHeaderText.address(dice)));
    }

    @Fuzz
    void readsHeadersOfTheProxyItself(@ForAll("peers") ClientPeer peer) {
        for (ProxyProtocolVersion version : List.of(ProxyProtocolVersion.V1, ProxyProtocolVersion.V2)) {
            EmbeddedChannel writer = new EmbeddedChannel(HAProxyMessageEncoder.INSTANCE);
            writer.writeOutbound(ProxyHeader.of(version, peer, 993));
            ByteBuf header = writer.readOutbound();

            BalancerConnection connection = BalancerConnection.open().sends(List.of(ByteBufUtil.getBytes(header)));
            header.release();

            boolean said = version == ProxyProtocolVersion.V2 || isIpv6(peer.address()) == isIpv6(peer.proxyAddress());
            assertThat(connection.outcome()).isEqualTo(BalancerConnection.shown(said ? peer : BalancerConnection.OWN));
            assertThat(connection.passed()).isEmpty();
            assertThat(connection.leaked()).isZero();
        }
    }

    private static boolean isIpv6(String address) {
        return address.indexOf(':') >= 0;
    }
}
