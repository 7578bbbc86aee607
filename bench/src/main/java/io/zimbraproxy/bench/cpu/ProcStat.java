package io.zimbraproxy.bench.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One line of {@code /proc/PID/stat} or {@code /proc/PID/task/TID/stat} (proc(5)). */
record ProcStat(String name, String[] rest) {
    /** Length of a clock tick in seconds. USER_HZ is 100 on all current Linux platforms. */
    private static final double TICK = 0.01;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    /** Reads a file; empty if the process or thread has ended. */
    static Optional<ProcStat> read(Path file) {
        try {
            String text = Files.readString(file);
            // A name can contain blanks and parentheses.
            int end = text.lastIndexOf(')');
            return Optional.of(new ProcStat(
                    text.substring(text.indexOf('(') + 1, end),
                    text.substring(end + 2).split(" ", -1)));
        } catch (IOException ended) {
            // NoSuchFileException, or ESRCH if the process ends between open and read.
            return Optional.empty();
        }
    }

    double user() {
        return Long.parseLong(rest[USER]) * TICK;
    }

    double system() {
        return Long.parseLong(rest[SYSTEM]) * TICK;
    }
}
