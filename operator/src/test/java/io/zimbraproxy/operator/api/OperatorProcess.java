package io.zimbraproxy.operator.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged operator in a separate process. */
public final class OperatorProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    private static final Pattern MANAGEMENT =
            Pattern.compile("Management interface listening on (http://[0-9.:]+[0-9])");

    private final Process process;
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    private OperatorProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "operator-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the operator against an API server; {@code options} are JVM options. */
    public static OperatorProcess start(MockApiServer server, Map<String, String> environment, String... options)
            throws IOException {
        return start(server.url(), environment, options);
    }

    /** Starts the operator against the API server at this URL. */
    static OperatorProcess start(String url, Map<String, String> environment, String... options) throws IOException {
        List<String> command = JavaCommand.begin();
        command.addAll(List.of(
                "-Dquarkus.management.port=0",
                "-Dquarkus.management.host=127.0.0.1",
                "-Dzimbra-proxy.poll-interval=200ms"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Do not let the operator reach a real cluster that this machine is configured for.
        builder.environment().keySet().removeIf(name -> name.startsWith("KUBE"));
        builder.environment().put("KUBECONFIG", kubeconfig(url).toString());
        builder.environment().putAll(environment);
        return new OperatorProcess(builder.start());
    }

    /** Writes a kubeconfig file for the API server at this URL. */
    private static Path kubeconfig(String url) throws IOException {
        Path file = Files.createTempFile("operator", ".kubeconfig");
        file.toFile().deleteOnExit();
        return Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test, namespace: zimbra-proxy-system}}]
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {token: %s}}]
                """.formatted(url, RbacRules.TOKEN));
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(log::add);
        } catch (IOException | UncheckedIOException ended) {
            log.add("-- end of the log");
        }
    }

    public String log() {
        return String.join("\n", log);
    }

    /** Reads the resident memory in KiB. */
    public long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    /** Calls the readiness probe; false while the management port is unknown. */
    public boolean ready() throws IOException {
        Matcher port = MANAGEMENT.matcher(log());
        if (!port.find()) {
            return false;
        }
        HttpURLConnection health = (HttpURLConnection)
                URI.create(port.group(1) + "/q/health/ready").toURL().openConnection();
        health.setConnectTimeout(2000);
        health.setReadTimeout(10_000);
        return health.getResponseCode() == 200;
    }

    /** Returns the CPU time of the process. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        stop();
    }

    /** Sends SIGTERM, as Kubernetes does, and kills the process after 30 seconds. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
