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

/**
 * The files of secrets: a folder each with a file for each key, as Kubernetes mounts them, {@code mail-tls/tls.crt}; or all in one
 * folder, {@code mail-tls_tls.crt}, as the operator mounts them, so that another one needs no other pods. Remembers which files it
 * was asked for.
 */
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
        Path flat = flat(name, key);
        return Files.exists(flat) ? flat : folder.resolve(name).resolve(key);
    }

    /** The name of a secret has no underscore: nothing is taken for something else. */
    private Path flat(String name, String key) {
        return folder.resolve(name + '_' + key);
    }

    /** Every file that was asked for, whether it is there or not. */
    Set<Path> asked() {
        return asked;
    }

    /** The content; empty when it cannot be had, which is a problem at {@code path} of the manifest. */
    Optional<byte[]> read(String path, String name, String key) {
        Path file = file(name, key);
        asked.add(file);
        asked.add(flat(name, key));
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(new Problem(path, "the file is too large", file + ", over 1 MiB", "check that it is PEM"));
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            problems.add(new Problem(
                    path,
                    "the file does not exist",
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
