package io.zimbraproxy.proxy.config;

import io.zimbraproxy.proxy.observe.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells when files change. The kernel says when something happens in their folders; because it does not say what happens
 * behind a link or on a network, they are looked at every few seconds as well.
 */
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FileWatch.class);
    private static final long LOOK_MILLIS = 2000;

    /** Looking takes no more than this share of the time, however many files there are. */
    private static final long SHARE = 50;

    /** Files that are written one after the other are read together. */
    private static final long CALM_MILLIS = 150;

    private static final int MAX_UNCALM = 20;

    private final Supplier<Set<Path>> files;
    private final Runnable changed;
    private final long lookMillis;
    private final WatchService kernel;
    private final Map<Path, WatchKey> folders = new HashMap<>();
    private final Thread thread;
    /** What they looked like when they were told of last. */
    private Map<Path, String> seen;

    /** For which the folders are those that are needed. */
    private Set<Path> heardOf = Set.of();

    private volatile boolean closed;

    /**
     * Tells of what changes from now on, once it is started. {@code files} is asked again after each change; {@code changed}
     * runs on the thread of the watch.
     */
    public FileWatch(Supplier<Set<Path>> files, Runnable changed) {
        this(files, changed, LOOK_MILLIS);
    }

    /** {@code lookMillis}: how often they are looked at when the kernel is silent. */
    FileWatch(Supplier<Set<Path>> files, Runnable changed, long lookMillis) {
        this.lookMillis = lookMillis;
        this.files = files;
        this.changed = changed;
        try {
            kernel = FileSystems.getDefault().newWatchService();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        seen = look();
        thread = new Thread(this::watch, "config-watch");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (!closed) {
                listen(seen.keySet());
                long start = System.nanoTime();
                Map<Path, String> now = look();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                if (!now.equals(seen)) {
                    seen = calm(now);
                    changed.run();
                    heardOf = Set.of();
                    // Other files may count now; those looked at before are compared with what was read.
                    Map<Path, String> before = seen;
                    seen = look();
                    seen.replaceAll((file, state) -> before.getOrDefault(file, state));
                }
                await(Math.max(lookMillis, took * SHARE));
            }
        } catch (InterruptedException | ClosedWatchServiceException over) {
            LOG.debug("files are not watched any more");
        }
    }

    private Map<Path, String> calm(Map<Path, String> first) throws InterruptedException {
        Map<Path, String> seen = first;
        for (int i = 0; i < MAX_UNCALM; i++) {
            Thread.sleep(CALM_MILLIS);
            Map<Path, String> now = look();
            if (now.equals(seen)) {
                return now;
            }
            seen = now;
        }
        return seen;
    }

    private void await(long millis) throws InterruptedException {
        WatchKey key = kernel.poll(millis, TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = kernel.poll();
        }
    }

    /** What each file looks like, without its content. */
    private Map<Path, String> look() {
        Map<Path, String> all = new HashMap<>();
        files.get().forEach(file -> all.put(file, state(file)));
        return all;
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.size() + ' ' + attributes.lastModifiedTime();
        } catch (IOException missing) {
            return missing.getClass().getSimpleName();
        }
    }

    private void listen(Set<Path> wanted) {
        if (wanted.equals(heardOf)) {
            return;
        }
        heardOf = Set.copyOf(wanted);
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
        needed.forEach(folder -> folders.computeIfAbsent(folder, this::register));
    }

    private WatchKey register(Path folder) {
        try {
            return folder.register(
                    kernel,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException noMore) {
            LOG.debug(new LogLine("the kernel does not watch a folder; it is looked at every few seconds")
                    .with("folder", folder)
                    .with("why", noMore.getMessage()));
            return null;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            kernel.close();
        } catch (IOException unimportant) {
            LOG.debug(unimportant);
        }
    }
}
