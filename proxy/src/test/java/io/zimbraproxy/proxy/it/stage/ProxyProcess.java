package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.net.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A process of the packaged proxy. */
public final class ProxyProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final long START_SECONDS = 60;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int managementPort;
    private final List<String> log = new ArrayList<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private record Watch(Predicate<String> line, CompletableFuture<String> seen) {}

    private ProxyProcess(Process process, int managementPort) {
        this.process = process;
        this.managementPort = managementPort;
        Thread reader = new Thread(this::read, "proxy log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a process with these arguments and does not wait until it is ready. */
    public static ProxyProcess launch(List<String> jvmOptions, String... args) throws IOException {
        return launch(FreePorts.take(), jvmOptions, args);
    }

    /** Starts a process with this management port, which another process may still use. */
    public static ProxyProcess launch(int port, List<String> jvmOptions, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        // A shell in the background ignores SIGINT, and child processes inherit that.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(ProcessHandle.current().info().command().orElse("java"));
        Arrays.stream(System.getProperty("proxy.jvm.options", "").split("\\s+", -1))
                .filter(option -> option.startsWith("-"))
                .forEach(command::add);
        command.addAll(jvmOptions);
        command.add("-Dquarkus.management.port=" + port);
        command.add("-Dquarkus.management.host=127.0.0.1");
        command.add("-jar");
        command.add(JAR.toAbsolutePath().toString());
        command.addAll(Arrays.asList(args));
        return new ProxyProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start(), port);
    }

    /** Starts a process with this manifest and waits until it is ready. */
    public static ProxyProcess start(Path manifest, String... jvmOptions) throws Exception {
        return launch(List.of(jvmOptions), "--config", manifest.toString()).awaitReady();
    }

    /** Waits until it is ready. */
    public ProxyProcess awaitReady() throws Exception {
        CompletableFuture<String> ready = line(line -> line.contains(" ready product="));
        CompletableFuture.anyOf(ready, ended).get(START_SECONDS, TimeUnit.SECONDS);
        if (!ready.isDone()) {
            throw new IllegalStateException("the proxy did not start:\n" + log());
        }
        return this;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String seen = line;
                note(seen);
                watches.stream().filter(watch -> watch.line().test(seen)).forEach(watch -> watch.seen()
                        .complete(seen));
            }
        } catch (IOException closed) {
            note("(log ended: " + closed + ")");
        } finally {
            ended.complete(null);
        }
    }

    private void note(String line) {
        synchronized (log) {
            log.add(line);
        }
    }

    /** The number of lines in the log so far. */
    public int lines() {
        synchronized (log) {
            return log.size();
        }
    }

    /** The lines of the log after the first {@code first} lines. */
    public List<String> linesFrom(int first) {
        synchronized (log) {
            return List.copyOf(log.subList(first, log.size()));
        }
    }

    /** Completes with the first matching line of the log, past or future. */
    CompletableFuture<String> line(Predicate<String> wanted) {
        return line(0, wanted);
    }

    private CompletableFuture<String> line(int first, Predicate<String> wanted) {
        CompletableFuture<String> seen = new CompletableFuture<>();
        watches.add(new Watch(wanted, seen));
        linesFrom(first).stream().filter(wanted).findFirst().ifPresent(seen::complete);
        return seen;
    }

    /** Waits for a matching line of the log, past or future. */
    public String awaitLine(Predicate<String> wanted) throws InterruptedException, ExecutionException {
        return awaitLine(0, wanted);
    }

    /** Waits for a matching line after the first {@code first} lines of the log. */
    public String awaitLine(int first, Predicate<String> wanted) throws InterruptedException, ExecutionException {
        try {
            return line(first, wanted).get(20, TimeUnit.SECONDS);
        } catch (TimeoutException missing) {
            throw new AssertionError("no such line in the log:\n" + String.join("\n", linesFrom(first)), missing);
        }
    }

    public String log() {
        return String.join("\n", linesFrom(0));
    }

    /** Returns whether all cache servers are in use again, according to the log. */
    public boolean usesItsCache() {
        return count("shared cache responds again") == cacheFaults();
    }

    /** The number of time-outs and failures of cache servers, according to the log. */
    public long cacheFaults() {
        return count("shared cache does not respond");
    }

    private long count(String event) {
        return linesFrom(0).stream().filter(line -> line.contains(event)).count();
    }

    public int managementPort() {
        return managementPort;
    }

    public ManagementApi management() {
        return new ManagementApi(managementPort);
    }

    /** Returns a client that opens a new connection for each request. */
    public ManagementClient managementClient() {
        return new ManagementClient(managementPort);
    }

    long pid() {
        return process.pid();
    }

    /** The resident memory of the process (RSS), in bytes. */
    public long residentBytes() throws IOException {
        return memory("status", "VmRSS:");
    }

    /** The resident memory of the process, in bytes, with its share of the pages that other processes use too (PSS). */
    public long proportionalBytes() throws IOException {
        return memory("smaps_rollup", "Pss:");
    }

    private long memory(String file, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/" + file)).stream()
                .filter(line -> line.startsWith(field))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the readiness check reports this number of client connections. */
    public void awaitConnections(int count) throws Exception {
        HttpRequest health = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                .build();
        String wanted = "\"connections\": " + count + "\n";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        String seen = "";
        while (System.nanoTime() < end) {
            seen = HTTP.send(health, HttpResponse.BodyHandlers.ofString()).body();
            if (seen.contains(wanted)) {
                return;
            }
        }
        throw new AssertionError("not " + count + " connections:\n" + seen + "\n" + log());
    }

    /** Sends SIGHUP, which triggers a reload. */
    public void hangUp() throws Exception {
        new ProcessBuilder("kill", "-HUP", String.valueOf(pid())).start().waitFor();
    }

    /** Sends SIGTERM. {@link Process#destroy} is not used because it also closes the log. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGINT. Unlike after SIGTERM, the proxy does not wait for load balancers to notice. */
    public void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
        } catch (IOException noKill) {
            terminate();
        } catch (InterruptedException stopped) {
            terminate();
            Thread.currentThread().interrupt();
        }
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits until the process has ended and its log is complete, and returns the exit code. */
    public int awaitExit() throws Exception {
        return awaitExit(Duration.ofSeconds(30));
    }

    /** Waits for the end of a process for up to {@code patience}. */
    public int awaitExit(Duration patience) throws Exception {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the proxy does not end:\n" + log());
        }
        ended.get(10, TimeUnit.SECONDS);
        return process.exitValue();
    }

    @Override
    public void close() {
        interrupt();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                // A second signal ends the drain, which open sessions of the test would prolong.
                terminate();
            }
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
