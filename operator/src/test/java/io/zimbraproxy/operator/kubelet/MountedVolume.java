package io.zimbraproxy.operator.kubelet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A volume folder as a kubelet mounts it. Each file is a link to a file of the same name below {@code ..data}, which is itself a link.
 * The kubelet replaces that link in one step when a file changes.
 */
final class MountedVolume {
    private static final String DATA = "..data";

    private final Path folder;
    private Map<String, byte[]> now = Map.of();
    private int version;

    MountedVolume(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Replaces all files of the folder in one step. Does nothing if they are unchanged. */
    void write(Map<String, byte[]> files) throws IOException {
        if (version > 0 && same(files, now)) {
            return;
        }
        Path before = folder.resolve("..v" + version);
        version++;
        Path content = Files.createDirectory(folder.resolve("..v" + version));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(content.resolve(file.getKey()), file.getValue());
        }
        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), content.getFileName());
        Files.move(next, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
        link(files);
        if (Files.exists(before)) {
            remove(before);
        }
        now = new TreeMap<>(files);
    }

    private void link(Map<String, byte[]> files) throws IOException {
        for (String name : files.keySet()) {
            if (!now.containsKey(name)) {
                Files.createSymbolicLink(folder.resolve(name), Path.of(DATA, name));
            }
        }
        for (String name : now.keySet()) {
            if (!files.containsKey(name)) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    private static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream().allMatch(file -> Arrays.equals(file.getValue(), other.get(file.getKey())));
    }

    private static void remove(Path content) throws IOException {
        try (Stream<Path> files = Files.list(content)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(content);
    }
}
