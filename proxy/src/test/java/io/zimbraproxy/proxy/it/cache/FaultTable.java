package io.zimbraproxy.proxy.it.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A report of the latency that faults add to logins, in {@code target/fault-table.txt}. */
final class FaultTable {
    private static final Path FILE = Path.of("target/fault-table.txt");

    private FaultTable() {}

    /** Adds a row. The times of the logins are in nanoseconds, in the order of the logins. */
    static void row(String fault, List<Long> healthy, List<Long> withFault) throws IOException {
        String row = String.format(
                "%-45s %3d logins, 0 failed; first %+7.1f ms, median %+7.1f ms, slowest %+7.1f ms%n",
                fault,
                withFault.size(),
                millis(withFault.get(0) - median(healthy)),
                millis(median(withFault) - median(healthy)),
                millis(withFault.stream().mapToLong(Long::longValue).max().orElseThrow() - median(healthy)));
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
