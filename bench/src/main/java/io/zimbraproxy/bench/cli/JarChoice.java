package io.zimbraproxy.bench.cli;

import io.zimbraproxy.bench.peer.BenchFailure;
import io.zimbraproxy.bench.peer.Programs;
import io.zimbraproxy.bench.peer.ProxyJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which builds of the proxy are measured, and by which Java with which options. */
record JarChoice(Path java, String options, Path image) {
    private static final Path JAR = Path.of("proxy/target/quarkus-app/quarkus-run.jar");
    private static final Path IMAGE_OPTIONS = Path.of("k8s/images/java-options");
    private static final int IMAGE_RELEASE = 25;
    /** A pod's memory unless its manifest says otherwise, and what a JVM chooses in it. */
    private static final List<String> POD = List.of("-XX:MaxRAM=1g", "-XX:+UseSerialGC");

    List<ProxyJar> of(List<String> jars) throws IOException {
        List<ProxyJar> chosen = new ArrayList<>();
        Path program = java == null ? newest() : java;
        for (String jar : jars.isEmpty() ? List.of(JAR.toString()) : jars) {
            chosen.add(named(jar, program));
        }
        if (image != null) {
            chosen.add(imageJar());
        }
        for (ProxyJar each : chosen) {
            if (!Files.isRegularFile(each.jar())) {
                throw new BenchFailure(each.jar() + ": not there; ./mvnw -DskipTests package makes it");
            }
            if (chosen.stream()
                            .filter(other -> other.name().equals(each.name()))
                            .count()
                    > 1) {
                throw new BenchFailure("--proxy: two have the name " + each.name() + "; call them NAME=JAR");
            }
        }
        return chosen;
    }

    /** {@code [NAME=]JAR [OPTION...]}, with options beside the usual ones. */
    private ProxyJar named(String text, Path program) throws IOException {
        List<String> words = words(text);
        int equals = words.get(0).indexOf('=');
        List<String> all = new ArrayList<>(options(program));
        all.addAll(words.subList(1, words.size()));
        Path file = Path.of(words.get(0).substring(equals + 1)).toAbsolutePath();
        return new ProxyJar(equals < 0 ? "proxy" : words.get(0).substring(0, equals), file, program, all);
    }

    private List<String> options(Path program) throws IOException {
        if (options != null) {
            return words(options);
        }
        List<String> chosen = new ArrayList<>(POD);
        if (release(program) >= IMAGE_RELEASE && Files.exists(IMAGE_OPTIONS)) {
            chosen.addAll(words(Files.readString(IMAGE_OPTIONS)));
            chosen.add("--sun-misc-unsafe-memory-access=allow");
        }
        return chosen;
    }

    private static List<String> words(String text) {
        return Stream.of(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** As its start script has it. */
    private ProxyJar imageJar() throws IOException {
        Path root = ImageTree.of(image);
        List<String> chosen = new ArrayList<>(POD);
        chosen.add("-XX:AOTCache=" + root.resolve("app/app.aot"));
        chosen.addAll(words(options == null ? Files.readString(root.resolve("app/java-options")) : options));
        chosen.add("-Djava.library.path=" + root.resolve("app/native"));
        chosen.add("--sun-misc-unsafe-memory-access=allow");
        return new ProxyJar("image", root.resolve("app/quarkus-run.jar"), root.resolve("opt/java/bin/java"), chosen);
    }

    /** The image's release if there is one on this machine, else what is on the path. */
    private static Path newest() throws IOException {
        Path folder = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> homes = Files.list(folder)) {
                Path found = homes.map(home -> home.resolve("bin/java"))
                        .filter(program -> Files.isExecutable(program) && release(program) >= IMAGE_RELEASE)
                        .findFirst()
                        .orElse(null);
                if (found != null) {
                    return found;
                }
            }
        }
        return Programs.need("java");
    }

    /** The number of its release, 0 if it does not say. */
    private static int release(Path program) {
        try {
            Path file = program.toRealPath().getParent().resolveSibling("release");
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException unknown) {
            return 0;
        }
    }
}
