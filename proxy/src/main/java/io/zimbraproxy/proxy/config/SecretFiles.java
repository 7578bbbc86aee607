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
 * The files of Secrets, in one of two layouts: a folder for each Secret with a file for each key ({@code mail-tls/tls.crt}), as
 * Kubernetes mounts them; or all files in one folder ({@code mail-tls_tls.crt}), as the operator mounts them, so that one more
 * Secret does not need new pods. Records which files were requested.
 */
final class SecretFiles {
    private static final long MAX_BYTES = 1024 * 1024;

    private final Path folder;
    private final List<Problem> problems;
    private final Set<Path> requested = new LinkedHashSet<>();

    /** Reads below {@code folder} and adds what is wrong to {@code problems}. */
    SecretFiles(Path folder, List<Problem> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Path file(String name, String key) {
        Path flat = flat(name, key);
        return Files.exists(flat) ? flat : folder.resolve(name).resolve(key);
    }

    /** Joins name and key. The names of Secrets have no underscore, so the result is unambiguous. */
    private Path flat(String name, String key) {
        return folder.resolve(name + '_' + key);
    }

    /** Returns every file that was requested, whether it exists or not. */
    Set<Path> requested() {
        return requested;
    }

    /** Reads a file; returns empty and adds a problem at {@code path} of the manifest when that fails. */
    Optional<byte[]> read(String path, String name, String key) {
        Path file = file(name, key);
        requested.add(file);
        requested.add(flat(name, key));
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
                    "create it, or set --secrets-dir to the folder that contains the secrets"));
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
