package io.zimbraproxy.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The choices that Zimbra's own proxy was seen to make. */
class AddressHashTest {
    private static JsonArray vectors(String name) throws IOException {
        Path file = Path.of("src/test/resources/recorded/zimbra-transcripts.json");
        return new JsonObject(Files.readString(file))
                .getJsonObject("hash_vectors")
                .getJsonArray(name);
    }

    @Test
    void choosesTheSameServer() throws IOException {
        for (Object vector : vectors("ip_hash")) {
            JsonArray row = (JsonArray) vector;
            int first = new AddressHash(NetUtil.createByteArrayFromIpAddressString(row.getString(0)))
                    .next(row.getInteger(1));
            assertThat(first).as(row.encode()).isEqualTo(row.getInteger(2));
        }
    }

    @Test
    void choosesTheSameServerInsteadOfOneThatIsDown() throws IOException {
        for (Object vector : vectors("ip_hash_next")) {
            JsonArray row = (JsonArray) vector;
            AddressHash hash = new AddressHash(NetUtil.createByteArrayFromIpAddressString(row.getString(0)));
            int down = hash.next(row.getInteger(1));
            assertThat(down).as(row.encode()).isEqualTo(row.getInteger(2));
            int instead = hash.next(row.getInteger(1));
            while (instead == down) {
                instead = hash.next(row.getInteger(1));
            }
            assertThat(instead).as(row.encode()).isEqualTo(row.getInteger(3));
        }
    }

    @Test
    void takesAddressesOfBothKinds() {
        byte[] v6 = NetUtil.createByteArrayFromIpAddressString("2001:db8::1");
        assertThat(new AddressHash(v6).next(5)).isBetween(0, 4).isEqualTo(new AddressHash(v6).next(5));
    }
}
