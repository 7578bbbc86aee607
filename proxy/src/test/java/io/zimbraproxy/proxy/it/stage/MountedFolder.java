package io.zimbraproxy.proxy.it.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A folder with the layout of a ConfigMap or Secret that Kubernetes mounts. Files are links into {@code ..data}, which is a
 * link to a folder with the time in its name. A change creates a new folder and replaces the link {@code ..data} atomically.
 */
public final class MountedFolder {
    private static final String DATA = "..data";

    private final Path folder;
    private int version;

    /** Mounts files in an existing folder. The keys are the names of the files. */
    public MountedFolder(Path folder, Map<String, String> files) throws IOException {
        this.folder = folder;
        Files.createSymbolicLink(folder.resolve(DATA), write(files));
        for (String name : files.keySet()) {
            Files.createSymbolicLink(folder.resolve(name), Path.of(DATA, name));
        }
    }

    /** Replaces the contents of all files. */
    public void swap(Map<String, String> files) throws IOException {
        Path before = folder.resolve(DATA).toRealPath();
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), write(files));
        Files.move(link, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
        for (String name : files.keySet()) {
            Files.delete(before.resolve(name));
        }
        Files.delete(before);
    }

    /** Writes the files to a new folder and returns its name. */
    private Path write(Map<String, String> files) throws IOException {
        version++;
        Path name = Path.of("..2026_01_01_00_00_%02d.%09d".formatted(version % 60, version));
        Path target = Files.createDirectory(folder.resolve(name));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(target.resolve(file.getKey()), file.getValue());
        }
        return name;
    }
}
