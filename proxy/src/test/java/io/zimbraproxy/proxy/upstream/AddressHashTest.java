package io.zimbraproxy.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.recorded.HashVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests the hash against choices recorded from Zimbra's nginx, and against choices computed independently from its
 * formula.
 */
class AddressHashTest {
    private static JsonArray vectors(String name) throws IOException {
        Path file = Path.of("src/test/resources/recorded/zimbra-transcripts.json");
        return new JsonObject(Files.readString(file))
                .getJsonObject("hash_vectors")
                .getJsonArray(name);
    }

    private static AddressHash hash(String address) {
        return new AddressHash(NetUtil.createByteArrayFromIpAddressString(address));
    }

    @Test
    void choosesTheSameServer() throws IOException {
        for (Object vector : vectors("ip_hash")) {
            JsonArray row = (JsonArray) vector;
            assertThat(hash(row.getString(0)).next(row.getInteger(1)))
                    .as(row.encode())
                    .isEqualTo(row.getInteger(2));
        }
    }

    @Test
    void choosesTheSameServerIfTheFirstIsDown() throws IOException {
        for (Object vector : vectors("ip_hash_next")) {
            JsonArray row = (JsonArray) vector;
            AddressHash hash = hash(row.getString(0));
            int down = hash.next(row.getInteger(1));
            assertThat(down).as(row.encode()).isEqualTo(row.getInteger(2));
            assertThat(otherThan(down, hash, row.getInteger(1)))
                    .as(row.encode())
                    .isEqualTo(row.getInteger(3));
        }
    }

    private static int otherThan(int down, AddressHash hash, int servers) {
        return Stream.generate(() -> hash.next(servers))
                .filter(choice -> choice != down)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void choosesByTheFormula() throws IOException {
        for (HashVector vector : HashVector.all()) {
            AddressHash hash = hash(vector.address());
            int first = hash.next(vector.servers());
            assertThat(List.of(first, otherThan(first, hash, vector.servers())))
                    .as(vector.toString())
                    .isEqualTo(List.of(vector.first(), vector.second()));
        }
    }

    @Test
    void coversAThousandAddressesOfBothFamilies() throws IOException {
        assertThat(HashVector.all())
                .extracting(HashVector::address)
                .doesNotHaveDuplicates()
                .hasSize(1000);
        assertThat(HashVector.all())
                .filteredOn(vector -> vector.address().contains(":"))
                .hasSize(500);
    }
}
