package io.zimbraproxy.bench.cli;

import io.zimbraproxy.bench.peer.BenchFailure;
import io.zimbraproxy.bench.peer.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of an image as a container has them: its layers one over the other. */
final class ImageTree {
    private static final Path TREE = Path.of("bench/target/image");

    private ImageTree() {}

    /** Of what {@code k8s/images/assemble} has left for an image; a tree is taken as it is. */
    static Path of(Path given) throws IOException {
        if (Files.isDirectory(given.resolve("app"))) {
            return given.toAbsolutePath();
        }
        Path layers = given.resolve("layers");
        if (!Files.isDirectory(layers.resolve("application/app"))) {
            throw new BenchFailure(given + ": is not what k8s/images/assemble leaves for an image (no app, no layers)");
        }
        run(List.of("rm", "-rf", TREE.toString()));
        Files.createDirectories(TREE);
        // With their dates: Java takes its archive only with jars of the same.
        List<String> copy = new ArrayList<>(List.of("cp", "-a"));
        try (Stream<Path> all = Files.list(layers)) {
            all.map(layer -> layer + "/.").forEach(copy::add);
        }
        copy.add(TREE.toString());
        run(copy);
        return TREE.toAbsolutePath();
    }

    private static void run(List<String> command) throws IOException {
        Programs.need(command.get(0));
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new BenchFailure(String.join(" ", command) + ": failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }
}
