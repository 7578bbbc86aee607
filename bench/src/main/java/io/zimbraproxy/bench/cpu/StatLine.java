package io.zimbraproxy.bench.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** One line of {@code /proc/PID/stat} or {@code /proc/PID/task/TID/stat} (proc(5)). */
record StatLine(String name, String[] rest) {
    /** Of a clock tick; Linux has told programs of 100 in a second on every machine for decades. */
    private static final double TICK = 0.01;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    /** None when the process or thread has ended. */
    static Optional<StatLine> read(Path file) {
        try {
            String text = Files.readString(file);
            // A name may hold blanks and parentheses.
            int end = text.lastIndexOf(')');
            return Optional.of(new StatLine(
                    text.substring(text.indexOf('(') + 1, end),
                    text.substring(end + 2).split(" ", -1)));
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        } catch (IOException ended) {
            // ESRCH: between open and read
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
