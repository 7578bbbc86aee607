package io.zimbraproxy.operator.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.zimbraproxy.operator.api.JavaCommand;
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
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged proxy as a local process, in place of a container. */
public final class ProxyContainer implements AutoCloseable {
    private static final Path JAR = Path.of("../proxy/target/quarkus-app/quarkus-run.jar");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final String readiness;
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    private ProxyContainer(Process process, String readiness) {
        this.process = process;
        this.readiness = readiness;
        Thread reader = new Thread(this::read, "proxy-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the proxy with the arguments of a container; {@code folders} maps mount paths to local folders. */
    static ProxyContainer start(Container container, Map<String, Path> folders, int port) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(
                    JAR.normalize()
                            + ": does not exist, but this test runs the packaged proxy; build it too: -pl crds,nle-stub,proxy,operator");
        }
        List<String> command = JavaCommand.begin();
        command.addAll(List.of(
                "-Dquarkus.management.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-jar",
                JAR.toAbsolutePath().toString()));
        container.getArgs().forEach(argument -> command.add(localPath(argument, folders)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String path = container.getReadinessProbe().getHttpGet().getPath();
        return new ProxyContainer(process, "http://127.0.0.1:" + port + path);
    }

    private static String localPath(String argument, Map<String, Path> folders) {
        return folders.entrySet().stream()
                .filter(folder -> argument.startsWith(folder.getKey()))
                .findFirst()
                .map(folder ->
                        folder.getValue() + argument.substring(folder.getKey().length()))
                .orElse(argument);
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

    /** Waits until the readiness probe succeeds. */
    public void awaitReady() {
        try {
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> !alive() || ready());
        } catch (ConditionTimeoutException never) {
            throw new AssertionError("the proxy is not ready in time:\n" + log(), never);
        }
        if (!alive()) {
            throw new AssertionError("the proxy has ended:\n" + log());
        }
    }

    private boolean ready() throws IOException {
        HttpURLConnection probe =
                (HttpURLConnection) URI.create(readiness).toURL().openConnection();
        probe.setConnectTimeout(2000);
        probe.setReadTimeout(2000);
        return probe.getResponseCode() == 200;
    }

    /** Returns false if a kubelet would have to restart the container. */
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
