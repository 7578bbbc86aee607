package io.zimbraproxy.bench.cli;

import io.zimbraproxy.bench.peer.BenchException;
import io.zimbraproxy.bench.peer.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The file tree of a container image, with its layers merged. */
final class ImageFiles {
    private static final Path TREE = Path.of("bench/target/image");

    private ImageFiles() {}

    /** Returns the tree for the output of {@code k8s/images/assemble}. A directory that is a tree already is used as it is. */
    static Path of(Path given) throws IOException {
        if (Files.isDirectory(given.resolve("app"))) {
            return given.toAbsolutePath();
        }
        Path layers = given.resolve("layers");
        if (!Files.isDirectory(layers.resolve("application/app"))) {
            throw new BenchException(
                    given + ": not the files of an image (no app, no layers); run k8s/images/assemble");
        }
        run(List.of("rm", "-rf", TREE.toString()));
        Files.createDirectories(TREE);
        // Keeps the dates: Java accepts its AOT archive only with jars of the same date.
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
                throw new BenchException(String.join(" ", command) + ": failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }
}
