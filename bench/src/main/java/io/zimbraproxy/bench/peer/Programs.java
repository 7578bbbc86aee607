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

/** Programs of this machine. */
public final class Programs {
    /** Servers are here, which is not on everybody's path. */
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

    public static Path need(String program) {
        return find(program)
                .orElseThrow(() -> new BenchFailure(program + ": not found; "
                        + (PACKAGES.containsKey(program) ? "apt-get install " + PACKAGES.get(program) : "install it")));
    }

    /** The first line of what it says of itself. */
    public static String version(Path program, String option) {
        try {
            Process process = new ProcessBuilder(program.toString(), option)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS);
            return Arrays.stream(said.split("\n", -1)).findFirst().orElse("").strip();
        } catch (IOException e) {
            return program + ": " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
