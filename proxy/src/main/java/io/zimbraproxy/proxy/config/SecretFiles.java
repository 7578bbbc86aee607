package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.validate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of secrets: a folder each, a file for each key, as Kubernetes mounts them. Remembers which it was asked for. */
final class SecretFiles {
    private static final long MAX_BYTES = 1024 * 1024;

    private final Path folder;
    private final List<Problem> problems;
    private final Set<Path> asked = new LinkedHashSet<>();

    /** Reads below {@code folder}; what is wrong is added to {@code problems}. */
    SecretFiles(Path folder, List<Problem> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Path file(String name, String key) {
        return folder.resolve(name).resolve(key);
    }

    /** Every file that was asked for, whether it is there or not. */
    Set<Path> asked() {
        return asked;
    }

    /** The content; empty when it cannot be had, which is a problem at {@code path} of the manifest. */
    Optional<byte[]> read(String path, String name, String key) {
        Path file = file(name, key);
        asked.add(file);
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(new Problem(path, "the file is too large", file + ", over 1 MiB", "check that it is PEM"));
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            problems.add(new Problem(
                    path,
                    "there is no such file",
                    file.toString(),
                    "create it, or name the folder with --secrets-dir"));
        } catch (IOException unreadable) {
            problems.add(new Problem(
                    path,
                    "the file cannot be read",
                    file + ": " + unreadable.getClass().getSimpleName(),
                    "let the user of this process read it"));
        }
        return Optional.empty();
    }
}
