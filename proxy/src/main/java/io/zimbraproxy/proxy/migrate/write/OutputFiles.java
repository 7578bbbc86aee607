package io.zimbraproxy.proxy.migrate.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files to write; none is written if one of them exists already. */
public final class OutputFiles {
    private record Content(String text, boolean secret) {}

    private final Map<Path, Content> files = new LinkedHashMap<>();

    /** Adds the manifest, which all users may read. */
    public void manifest(Path file, String text) {
        files.put(file, new Content(text, false));
    }

    /** Adds Secrets as {@code folder/NAME/KEY}, the layout that the proxy reads. */
    public void secretFolder(Path folder, List<SecretData> secrets) {
        secrets.forEach(secret -> secret.texts()
                .forEach(
                        (key, text) -> files.put(folder.resolve(secret.name()).resolve(key), new Content(text, true))));
    }

    /** Adds Secrets as one file of manifests. */
    public void secretFile(Path file, List<SecretData> secrets) {
        String text = secrets.stream().map(SecretData::yaml).collect(Collectors.joining("---\n"));
        files.put(file, new Content(text, true));
    }

    /**
     * Writes the files; only their owner can read Secrets (0600).
     *
     * @throws IOException with a message for the user
     */
    public void write(boolean overwrite) throws IOException {
        for (Path file : files.keySet()) {
            if (file.toAbsolutePath().getParent() == null) {
                throw new IOException(file + ": is the root folder; name a file");
            }
            if (!overwrite && Files.exists(file)) {
                throw new IOException(file + ": exists already; use --force to overwrite it");
            }
        }
        for (Map.Entry<Path, Content> file : files.entrySet()) {
            try {
                write(file.getKey().toAbsolutePath(), file.getValue());
            } catch (IOException failed) {
                throw new IOException(
                        file.getKey() + ": cannot be written ("
                                + failed.getClass().getSimpleName() + "); check the folder and its permissions",
                        failed);
            }
        }
    }

    private static void write(Path file, Content content) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "checked before");
        Files.createDirectories(folder, permissions(folder, content.secret() ? "rwx------" : null));
        // The file has its permissions from the start and appears with its whole content.
        Path temporary = Files.createTempFile(folder, ".import", null, permissions(file, "rw-------"));
        try {
            Files.write(temporary, content.text().getBytes(StandardCharsets.UTF_8));
            if (!content.secret() && posix(file)) {
                Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileAttribute<?>[] permissions(Path path, @Nullable String text) {
        return text != null && posix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
