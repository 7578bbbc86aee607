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
import java.util.stream.Collectors;

/** Files that are written all or, when one of them is there already, not at all. */
public final class OutputFiles {
    private record Content(String text, boolean secret) {}

    private final Map<Path, Content> files = new LinkedHashMap<>();

    /** The manifest; anybody may read it. */
    public void manifest(Path file, String text) {
        files.put(file, new Content(text, false));
    }

    /** Secrets as {@code folder/NAME/KEY}, the way the proxy reads them. */
    public void secretFolder(Path folder, List<SecretData> secrets) {
        secrets.forEach(secret -> secret.texts()
                .forEach(
                        (key, text) -> files.put(folder.resolve(secret.name()).resolve(key), new Content(text, true))));
    }

    /** Secrets as one file of manifests. */
    public void secretFile(Path file, List<SecretData> secrets) {
        String text = secrets.stream().map(SecretData::yaml).collect(Collectors.joining("---\n"));
        files.put(file, new Content(text, true));
    }

    /**
     * Writes all of them; secrets are for their owner alone (0600).
     *
     * @throws IOException with a message for people
     */
    public void write(boolean overwrite) throws IOException {
        for (Path file : files.keySet()) {
            if (!overwrite && Files.exists(file)) {
                throw new IOException(file + ": is there already; use --force to overwrite it");
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
        Files.createDirectories(file.getParent(), permissions(file.getParent(), content.secret() ? "rwx------" : null));
        // With its permissions from the start, and in place as a whole.
        Path temporary = Files.createTempFile(file.getParent(), ".import", null, permissions(file, "rw-------"));
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

    private static FileAttribute<?>[] permissions(Path path, String text) {
        return text != null && posix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
