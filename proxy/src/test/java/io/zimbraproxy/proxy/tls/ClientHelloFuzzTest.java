package io.zimbraproxy.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.HelloBytes;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class ClientHelloFuzzTest {
    @Provide
    Arbitrary<String> hellos() {
        return Dice.make(dice -> Dice.text(HelloBytes.any(dice)));
    }

    /** Fields of any message are valid and bounded, and the TLS handler gets all bytes. */
    @Fuzz
    void readsOnlyValidFields(@ForAll("hellos") String text) {
        byte[] bytes = Dice.bytes(text);
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        ClientHello hello = ClientHello.of(in);

        assertThat(in.readableBytes()).isEqualTo(bytes.length);
        if (hello.serverName() != null) {
            assertThat(hello.serverName()).matches("[a-z0-9._-]{0,255}");
        }
        assertThat(hello.protocols()).hasSizeLessThanOrEqualTo(32).allSatisfy(protocol -> assertThat(protocol)
                .hasSizeLessThanOrEqualTo(255));
        for (int bits : new int[] {256, 384, 521}) {
            assertThat(hello.takesEcdsa(bits) && !text.contains("\3")).isFalse();
        }
        for (AlpnFamily family : AlpnFamily.values()) {
            assertThat(family.accepts(hello.protocols()) || !hello.protocols().isEmpty())
                    .isTrue();
        }
    }
}
