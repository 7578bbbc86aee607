package io.zimbraproxy.proxy.config;

import io.zimbraproxy.proxy.observe.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What the kernel tells of the folders that files are in. */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FolderWatch.class);

    private final WatchService kernel;
    private final Map<Path, WatchKey> folders = new HashMap<>();

    /** For which the folders are those that are needed. */
    private Set<Path> files = Set.of();

    FolderWatch() {
        try {
            kernel = FileSystems.getDefault().newWatchService();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** From now on these count; nothing is done when they are those of before. */
    void listen(Set<Path> wanted) {
        if (wanted.equals(files)) {
            return;
        }
        files = Set.copyOf(wanted);
        Set<Path> needed = new HashSet<>();
        for (Path file : wanted) {
            Path folder = file.getParent();
            while (folder != null && !Files.isDirectory(folder)) {
                folder = folder.getParent();
            }
            if (folder != null) {
                needed.add(folder);
            }
        }
        folders.entrySet().removeIf(entry -> {
            boolean gone = !needed.contains(entry.getKey()) || !entry.getValue().isValid();
            if (gone) {
                entry.getValue().cancel();
            }
            return gone;
        });
        needed.forEach(folder ->
                folders.computeIfAbsent(folder, each -> register(each, StandardWatchEventKinds.ENTRY_MODIFY)));
    }

    /** The next {@link #listen} looks for the folders anew: some may have come or gone. */
    void forget() {
        files = Set.of();
    }

    /**
     * Waits until something has happened that may concern the files, at most so long.
     *
     * @return false when the time was over
     * @throws java.nio.file.ClosedWatchServiceException when this was closed
     */
    boolean await(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean concerned = false;
        WatchKey key = kernel.poll(millis, TimeUnit.MILLISECONDS);
        while (key != null) {
            concerned |= concerned(key);
            key.reset();
            key = concerned ? kernel.poll() : kernel.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return concerned;
    }

    private boolean concerned(WatchKey key) {
        Path folder = (Path) key.watchable();
        boolean ours = false;
        boolean others = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.ENTRY_MODIFY
                    && !files.contains(folder.resolve((Path) event.context()))) {
                others = true;
            } else {
                ours = true;
            }
        }
        if (others) {
            // A log, most of the time: to hear of each of its lines costs more than the connection it tells of.
            register(folder);
        }
        return ours;
    }

    /** A folder that is registered already gets these kinds in place of those it had. */
    private WatchKey register(Path folder, WatchEvent.Kind<?>... more) {
        Set<WatchEvent.Kind<?>> kinds = new HashSet<>(Set.of(more));
        kinds.add(StandardWatchEventKinds.ENTRY_CREATE);
        kinds.add(StandardWatchEventKinds.ENTRY_DELETE);
        try {
            return folder.register(kernel, kinds.toArray(WatchEvent.Kind<?>[]::new));
        } catch (IOException noMore) {
            LOG.debug(new LogLine("the kernel does not watch a folder; it is looked at every few seconds")
                    .with("folder", folder)
                    .with("why", noMore.getMessage()));
            return null;
        }
    }

    @Override
    public void close() {
        try {
            kernel.close();
        } catch (IOException unimportant) {
            LOG.debug(unimportant);
        }
    }
}
