package io.zimbraproxy.proxy.it.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;

/** The temporary folder of a site, and the servers that start before the site and end after it. */
public final class Companions {
    private final Path folder;
    private final Deque<AutoCloseable> servers = new ArrayDeque<>();

    Companions() throws IOException {
        folder = Files.createTempDirectory("site");
    }

    public Path folder() {
        return folder;
    }

    /** Creates a folder below {@link #folder}, unless it exists. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Adds a server that has started. Servers end in the reverse order. */
    public <T extends AutoCloseable> T add(T server) {
        servers.push(server);
        return server;
    }

    /** Stops the servers and deletes the folder. */
    void close() throws Exception {
        try {
            while (!servers.isEmpty()) {
                servers.pop().close();
            }
        } finally {
            deleteFolder();
        }
    }

    private void deleteFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
