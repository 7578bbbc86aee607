package io.zimbraproxy.proxy.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Zimbra's hash of a client's address chooses, by {@code web/hash/vectors.py}.
 *
 * @param servers how many there are to choose from
 * @param first the choice, from 0
 * @param second the choice when that one is down
 */
public record HashVector(String address, int servers, int first, int second) {
    private static final Path FILE = Path.of("src/test/resources/web/hash/address-hash.tsv");

    /** All of the file: 500 IPv4 and 500 IPv6 addresses. */
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

    /** Those with addresses of this machine, and so many servers. */
    public static List<HashVector> ofThisMachine(int servers) throws IOException {
        return all().stream()
                .filter(vector ->
                        vector.servers() == servers && vector.address().startsWith("127."))
                .toList();
    }
}
