package io.zimbraproxy.bench.cpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The machine: its processors, its kernel and its load. */
public final class Machine {
    private static final double TICK = 0.01;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    /** Number of columns to add up, in the order of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final int KINDS = 8;

    private Machine() {}

    /** Returns the seconds in which cores were busy, or were taken by the host (steal). */
    public static double busySeconds() {
        String[] first = firstLine(Path.of("/proc/stat")).split("\\s+", -1);
        long ticks = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            if (kind != IDLE && kind != WAITING) {
                ticks += Long.parseLong(first[kind + 1]);
            }
        }
        return ticks * TICK;
    }

    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Returns the load average of the last minute. */
    public static double load() {
        return Double.parseDouble(firstLine(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    public static String kernel() {
        return firstLine(Path.of("/proc/sys/kernel/osrelease"));
    }

    /** Returns the model name of the processor. */
    public static String processor() {
        try {
            return Arrays.stream(Files.readString(Path.of("/proc/cpuinfo")).split("\n", -1))
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).split("\n", 2)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
