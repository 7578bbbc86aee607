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
 * Tells when files change. The kernel says when something happens in their folders; because it does not say what happens
 * behind a link or on a network, and is not asked about what is written in place where others write too, they are looked at every
 * few seconds as well.
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
    private final FolderWatch folders = new FolderWatch();
    private final Thread thread;
    /** What they looked like when they were told of last. */
    private Map<Path, String> seen;

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
                    // Other files may count now; those looked at before are compared with what was read.
                    Map<Path, String> before = seen;
                    seen = look();
                    seen.replaceAll((file, state) -> before.getOrDefault(file, state));
                } else {
                    folders.await(Math.max(lookMillis, took * SHARE));
                }
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

    @Override
    public void close() {
        closed = true;
        folders.close();
    }
}
