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

/** The operator as it is packaged, in a process of its own. */
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

    /** Starts it against an API server; {@code options} are settings of the JVM. */
    public static OperatorProcess start(MockApiServer server, Map<String, String> environment, String... options)
            throws IOException {
        return start(server.url(), environment, options);
    }

    /** Starts it against the API server at this URL. */
    static OperatorProcess start(String url, Map<String, String> environment, String... options) throws IOException {
        List<String> command = JavaCommand.begin();
        command.addAll(List.of(
                "-Dquarkus.management.port=0",
                "-Dquarkus.management.host=127.0.0.1",
                "-Dzimbra-proxy.poll-interval=200ms"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Not what this machine knows of real clusters.
        builder.environment().keySet().removeIf(name -> name.startsWith("KUBE"));
        builder.environment().put("KUBECONFIG", access(url).toString());
        builder.environment().putAll(environment);
        return new OperatorProcess(builder.start());
    }

    /** How the operator gets at the server, in the form that kubectl uses. */
    private static Path access(String url) throws IOException {
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

    /** Resident memory in KiB. */
    public long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    /** What its readiness probe would see. */
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

    /** The time that processors have spent on it. */
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

    /** Ends it as Kubernetes does. */
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
