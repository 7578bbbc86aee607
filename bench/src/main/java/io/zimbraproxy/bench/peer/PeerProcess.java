package io.zimbraproxy.bench.peer;

import io.zimbraproxy.bench.cpu.ProcessTree;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of a peer. Its output goes to a log file, and it ends with the run. */
final class PeerProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final int LAST_LINES = 15;
    private static final int END_SECONDS = 3;
    private static final int CONNECT_MILLIS = 1000;
    private static final int POLL_MILLIS = 2;

    private final Process process;
    private final Path folder;
    private final Path log;
    private final String name;
    private final long begun = System.nanoTime();
    private final Thread atExit;

    PeerProcess(String name, Path folder, List<String> command) throws IOException {
        this.name = name;
        this.folder = folder;
        log = folder.resolve(PeerEnvironment.LOGS).resolve(name + ".log");
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Path folder() {
        return folder;
    }

    ProcessTree tree() {
        return new ProcessTree(process.pid());
    }

    /** Waits for a response 200 from a path on a local port; returns the time since the start of the process. */
    Duration awaitOk(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        while (!accepts(port) || !isOk(uri)) {
            Duration since = Duration.ofNanos(System.nanoTime() - begun);
            if (!process.isAlive() || since.compareTo(START_TIMEOUT) > 0) {
                throw new BenchException(name + ": did not start; end of its log:\n" + logTail());
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isOk(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(CONNECT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    String logTail() {
        try {
            String[] lines = Files.readString(log, StandardCharsets.ISO_8859_1).split("\n", -1);
            return String.join("\n", Arrays.copyOfRange(lines, Math.max(0, lines.length - LAST_LINES), lines.length));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        try {
            // The proxy drains on the first signal and exits on the second.
            for (int signal = 0; signal < 2; signal++) {
                process.destroy();
                if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
