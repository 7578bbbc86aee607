package io.zimbraproxy.proxy.it.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What faults cost, for people: a line each in {@code target/fault-table.txt}. */
final class FaultTable {
    private static final Path FILE = Path.of("target/fault-table.txt");

    private FaultTable() {}

    /** Adds a row; times are those of whole logins, in nanoseconds, in the order they were made. */
    static void row(String fault, List<Long> well, List<Long> withFault) throws IOException {
        String row = String.format(
                "%-45s %3d logins, 0 failed; first %+7.1f ms, median %+7.1f ms, slowest %+7.1f ms%n",
                fault,
                withFault.size(),
                millis(withFault.get(0) - median(well)),
                millis(median(withFault) - median(well)),
                millis(withFault.stream().mapToLong(Long::longValue).max().orElseThrow() - median(well)));
        Files.writeString(FILE, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.out.print("added latency: " + row);
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
