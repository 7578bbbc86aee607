package io.zimbraproxy.proxy.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Watches files for changes. The kernel reports changes in their folders. The watch also compares the files every few seconds,
 * because the kernel does not report changes behind a symbolic link or on a network file system, and because the watch does not
 * listen for writes in a folder that other programs write to.
 */
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FileWatch.class);
    private static final long LOOK_MILLIS = 2000;

    /** Comparing the files takes at most one part in this many of the time, however many files there are. */
    private static final long SHARE = 50;

    /** A change counts once the files have been unchanged for this long, so that files written in sequence are read together. */
    private static final long CALM_MILLIS = 150;

    private static final int MAX_UNCALM = 20;

    private final Supplier<Set<Path>> files;
    private final Runnable changed;
    private final long lookMillis;
    private final FolderWatch folders = new FolderWatch();
    private final Thread thread;
    /** The state of each file at the last report. */
    private Map<Path, String> seen;

    private volatile boolean closed;

    /**
     * Creates a watch that reports every change from now on, once it is started.
     *
     * @param files called again after each change
     * @param changed runs on the thread of the watch
     */
    public FileWatch(Supplier<Set<Path>> files, Runnable changed) {
        this(files, changed, LOOK_MILLIS);
    }

    /** The same, with the interval in milliseconds at which files are compared while the kernel reports nothing. */
    FileWatch(Supplier<Set<Path>> files, Runnable changed, long lookMillis) {
        this.lookMillis = lookMillis;
        this.files = files;
        this.changed = changed;
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
                folders.listen(seen.keySet());
                long start = System.nanoTime();
                Map<Path, String> now = look();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                if (!now.equals(seen)) {
                    seen = calm(now);
                    changed.run();
                    folders.forget();
                    // The set of files may differ now. Files that were known before are compared with the state that
                    // was read.
                    Map<Path, String> before = seen;
                    seen = look();
                    seen.replaceAll((file, state) -> before.getOrDefault(file, state));
                } else {
                    folders.await(Math.max(lookMillis, took * SHARE));
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException over) {
            LOG.debug("stopped watching files");
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

    /** Returns the identity, size and modification time of each file. */
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

    @Override
    public void close() {
        closed = true;
        folders.close();
    }
}
