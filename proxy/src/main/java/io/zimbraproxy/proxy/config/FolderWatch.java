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
import org.jspecify.annotations.Nullable;

/** Waits for the kernel to report changes in the folders of a set of files. */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FolderWatch.class);

    private final WatchService kernel;
    private final Map<Path, WatchKey> folders = new HashMap<>();

    /** The files whose folders are registered. */
    private Set<Path> files = Set.of();

    FolderWatch() {
        try {
            kernel = FileSystems.getDefault().newWatchService();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Sets the files to listen for; does nothing when they are the same as before. */
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

    /** Makes the next {@link #listen} look for the folders again, because some may have been created or deleted. */
    void forget() {
        files = Set.of();
    }

    /**
     * Waits until the kernel reports an event that may concern the files, at most {@code millis} milliseconds.
     *
     * @return false when the time is over
     * @throws java.nio.file.ClosedWatchServiceException when the watch is closed
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
            // Mostly a log file. Being woken for each of its lines would cost more than serving the connection it is
            // about.
            register(folder);
        }
        return ours;
    }

    /** Registers a folder for creations, deletions and {@code more}; for a registered folder the new kinds replace the old ones. */
    private @Nullable WatchKey register(Path folder, WatchEvent.Kind<?>... more) {
        Set<WatchEvent.Kind<?>> kinds = new HashSet<>(Set.of(more));
        kinds.add(StandardWatchEventKinds.ENTRY_CREATE);
        kinds.add(StandardWatchEventKinds.ENTRY_DELETE);
        try {
            return folder.register(kernel, kinds.toArray(WatchEvent.Kind<?>[]::new));
        } catch (IOException noMore) {
            LOG.debug(new LogLine("the kernel cannot watch a folder; its files are compared every few seconds")
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
