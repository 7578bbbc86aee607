package io.zimbraproxy.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs of this machine. */
public final class Programs {
    /** Directories of server programs, which the PATH of a user may not contain. */
    private static final String SERVERS = ":/usr/local/sbin:/usr/sbin:/sbin";

    private static final Map<String, String> PACKAGES =
            Map.of("nginx", "nginx libnginx-mod-mail", "haproxy", "haproxy");
    private static final int VERSION_SECONDS = 10;

    private Programs() {}

    public static Optional<Path> find(String program) {
        return Stream.of((System.getenv("PATH") + SERVERS).split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Finds a program.
     *
     * @throws BenchException if it is missing; the message names the package to install
     */
    public static Path need(String program) {
        return find(program)
                .orElseThrow(() -> new BenchException(program + ": not found; "
                        + (PACKAGES.containsKey(program) ? "apt-get install " + PACKAGES.get(program) : "install it")));
    }

    /** Returns the first line that a program prints about its version. */
    public static String version(Path program, String option) {
        try {
            Process process = new ProcessBuilder(program.toString(), option)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS);
            return Arrays.stream(output.split("\n", -1)).findFirst().orElse("").strip();
        } catch (IOException e) {
            return program + ": " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
