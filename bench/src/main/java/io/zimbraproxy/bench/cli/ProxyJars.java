package io.zimbraproxy.bench.cli;

import io.zimbraproxy.bench.peer.BenchException;
import io.zimbraproxy.bench.peer.Programs;
import io.zimbraproxy.bench.peer.ProxyJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The selection of the proxy builds to measure, with their Java and its options. */
record ProxyJars(
        @Nullable Path java,
        @Nullable String options,
        @Nullable Path image) {
    private static final Path JAR = Path.of("proxy/target/quarkus-app/quarkus-run.jar");
    private static final Path IMAGE_OPTIONS = Path.of("k8s/images/java-options");
    private static final int IMAGE_RELEASE = 25;
    /** The default memory of a pod, and the collector that a JVM chooses with it. */
    private static final List<String> POD = List.of("-XX:MaxRAM=1g", "-XX:+UseSerialGC");

    /** Returns the builds for the arguments of {@code --proxy}, and the image if one is given. */
    List<ProxyJar> of(List<String> jars) throws IOException {
        List<ProxyJar> chosen = new ArrayList<>();
        Path program = java == null ? newest() : java;
        for (String jar : jars.isEmpty() ? List.of(JAR.toString()) : jars) {
            chosen.add(named(jar, program));
        }
        if (image != null) {
            chosen.add(imageJar(image));
        }
        for (ProxyJar each : chosen) {
            if (!Files.isRegularFile(each.jar())) {
                throw new BenchException(each.jar() + ": not found; build it with ./mvnw -DskipTests package");
            }
            if (chosen.stream()
                            .filter(other -> other.name().equals(each.name()))
                            .count()
                    > 1) {
                throw new BenchException("--proxy: duplicate name (saw " + each.name() + "); name them with NAME=JAR");
            }
        }
        return chosen;
    }

    /** Parses {@code [NAME=]JAR [OPTION...]}. The options are added to the default ones. */
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

    /** Returns the proxy of an image, with the options of the image's start script. */
    private ProxyJar imageJar(Path files) throws IOException {
        Path root = ImageFiles.of(files);
        List<String> chosen = new ArrayList<>(POD);
        chosen.add("-XX:AOTCache=" + root.resolve("app/app.aot"));
        chosen.addAll(words(options == null ? Files.readString(root.resolve("app/java-options")) : options));
        chosen.add("-Djava.library.path=" + root.resolve("app/native"));
        chosen.add("--sun-misc-unsafe-memory-access=allow");
        return new ProxyJar("image", root.resolve("app/quarkus-run.jar"), root.resolve("opt/java/bin/java"), chosen);
    }

    /** Returns a JDK with the image's release if this machine has one, else the {@code java} on the path. */
    private static Path newest() throws IOException {
        Path folder = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> homes = Files.list(folder)) {
                Optional<Path> found = homes.map(home -> home.resolve("bin/java"))
                        .filter(program -> Files.isExecutable(program) && release(program) >= IMAGE_RELEASE)
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return Programs.need("java");
    }

    /** Returns the feature release of a JDK, from its file {@code release}; 0 if unknown. */
    private static int release(Path program) {
        try {
            Path file = program.toRealPath().resolve("../../release").normalize();
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
