package io.zimbraproxy.proxy.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that Zimbra's hash of the client address selects. {@code web/hash/vectors.py} computes the vectors.
 *
 * @param servers the number of servers
 * @param first the index of the selected server, from 0
 * @param second the index of the server that is selected if the first one is down
 */
public record HashVector(String address, int servers, int first, int second) {
    private static final Path FILE = Path.of("src/test/resources/web/hash/address-hash.tsv");

    /** Reads all vectors: 500 IPv4 and 500 IPv6 addresses. */
    public static List<HashVector> all() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.map(line -> line.split("\t", -1))
                    .map(columns -> new HashVector(
                            columns[0],
                            Integer.parseInt(columns[1]),
                            Integer.parseInt(columns[2]),
                            Integer.parseInt(columns[3])))
                    .toList();
        }
    }

    /** Reads the vectors with loopback addresses and this number of servers. */
    public static List<HashVector> ofThisMachine(int servers) throws IOException {
        return all().stream()
                .filter(vector ->
                        vector.servers() == servers && vector.address().startsWith("127."))
                .toList();
    }
}
