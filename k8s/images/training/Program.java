import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running Java program; its output goes to standard error. */
record Program(Process process) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOK_AGAIN_MILLIS = 50;

    static Program start(List<String> java, List<String> settings, Path jar, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(settings);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return new Program(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("/dev/stderr").toFile())
                .start());
    }

    /** Runs a program and waits until it ends. */
    static void run(List<String> java, Path jar, List<String> arguments) throws IOException, InterruptedException {
        try (Program program = start(java, List.of(), jar, arguments)) {
            program.awaitEnd();
        }
    }

    void awaitFile(Path file) throws IOException, InterruptedException {
        await(file.toString(), () -> Files.isRegularFile(file));
    }

    void awaitOk(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        await(uri.toString(), () -> respondsOk(uri));
    }

    /** Stops the program with SIGTERM. Only a regular exit makes the JVM write its AOT cache. */
    void stop() throws IOException, InterruptedException {
        process.destroy();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("did not end within " + PATIENCE);
        }
        // 143 is the exit code of a JVM that ends by SIGTERM without its own signal handler.
        int code = process.exitValue();
        if (code != 0 && code != 143) {
            throw new IOException("ended with exit code " + code);
        }
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("ended with exit code " + process.exitValue() + " before " + what);
            }
            if (Instant.now().isAfter(end)) {
                throw new IOException("no " + what + " within " + PATIENCE);
            }
        }
    }

    private static boolean respondsOk(URI uri) {
        try {
            return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private interface Condition {
        boolean holds();
    }
}
