package io.zimbraproxy.proxy.it.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program that runs in parallel to the test and prints its progress. */
public final class RunningProgram implements AutoCloseable {
    private static final long MAX_SECONDS = 60;

    private final Process process;
    private final BufferedReader lines;
    private final StringBuilder output = new StringBuilder();

    public RunningProgram(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        // If the program hangs, this ends its output, for which the test waits.
        CompletableFuture.delayedExecutor(MAX_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    /** Waits until the program prints this line. */
    public void awaitLine(String wanted) throws IOException {
        awaitLine(wanted::equals);
    }

    /** Waits until the program prints a matching line. */
    public void awaitLine(Predicate<String> wanted) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.append(line).append('\n');
            if (wanted.test(line)) {
                return;
            }
        }
        throw new AssertionError("the program ended without the expected line:\n" + output);
    }

    /** Waits until the program has ended with success, and returns its output. */
    public String requireSuccess() throws InterruptedException {
        lines.lines().forEach(line -> output.append(line).append('\n'));
        assertThat(process.waitFor()).as(output.toString()).isZero();
        return output.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
