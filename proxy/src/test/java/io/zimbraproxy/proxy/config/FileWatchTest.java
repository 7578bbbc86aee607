package io.zimbraproxy.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that a {@link FileWatch} reports, and those that it ignores. */
class FileWatchTest {
    private static final long WAIT_SECONDS = 20;
    private static final long LOOK_MILLIS = 50;

    @TempDir
    Path folder;

    private final Semaphore looks = new Semaphore(0);
    private final Semaphore changes = new Semaphore(0);
    private FileWatch watch;

    @AfterEach
    void end() {
        watch.close();
    }

    /** Starts a watch of these files. */
    private void watch(Path... files) throws Exception {
        Set<Path> all = Set.of(files);
        watch = new FileWatch(
                () -> {
                    looks.release();
                    return all;
                },
                changes::release,
                LOOK_MILLIS);
        watch.start();
    }

    private void awaitChange() throws Exception {
        assertThat(changes.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits until the watch has looked twice, and checks that it reported no change. */
    private void assertNoChange() throws Exception {
        looks.drainPermits();
        assertThat(looks.tryAcquire(2, WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(changes.availablePermits()).isZero();
    }

    @Test
    void reportsAFileThatIsOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "one");
        watch(file);
        assertNoChange();
        Files.writeString(file, "other");
        awaitChange();
        Files.writeString(file, "once more");
        awaitChange();
        assertNoChange();
    }

    /** The kernel reports the changes: the watch itself looks only once an hour. */
    @Test
    void isNotifiedOfEachWrite() throws Exception {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "one");
        watch = new FileWatch(
                () -> {
                    looks.release();
                    return Set.of(file);
                },
                changes::release,
                TimeUnit.HOURS.toMillis(1));
        watch.start();
        assertThat(looks.tryAcquire(2, WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 3; i++) {
            Files.writeString(file, "number " + "x".repeat(i));
            awaitChange();
        }
    }

    @Test
    void reportsAFileThatIsReplaced() throws Exception {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "one");
        watch(file);
        Path next = Files.writeString(folder.resolve("next"), "two");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        awaitChange();
    }

    /** Writes as a kubelet does: a new folder, and a new link to it that replaces the old link. */
    @Test
    void reportsASwapOfAMountedConfigMap() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("..1")).resolve("edge.yaml"), "one");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Path file = Files.createSymbolicLink(folder.resolve("edge.yaml"), Path.of("..data", "edge.yaml"));
        watch(file);
        for (int i = 2; i < 4; i++) {
            String next = ".." + i;
            Files.writeString(Files.createDirectory(folder.resolve(next)).resolve("edge.yaml"), "new");
            Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(next));
            Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
            awaitChange();
            assertNoChange();
        }
    }

    /** The kernel reports only changes in the folder of the link, so the watch must look itself. */
    @Test
    void reportsAChangeOfTheTargetOfALink() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = Files.writeString(elsewhere.resolve("target"), "one");
        Path file = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("here")).resolve("edge.yaml"), target);
        watch(file);
        Files.writeString(target, "other");
        awaitChange();
    }

    @Test
    void reportsAFolderThatIsDeletedAndCreatedAgain() throws Exception {
        Path secret = Files.createDirectory(folder.resolve("secret"));
        Path file = Files.writeString(secret.resolve("tls.crt"), "one");
        watch(file);
        for (int i = 0; i < 2; i++) {
            Files.delete(file);
            Files.delete(secret);
            awaitChange();
            Files.createDirectory(secret);
            Files.writeString(file, "number " + i);
            awaitChange();
        }
        Files.writeString(file, "the last one");
        awaitChange();
        assertNoChange();
    }

    @Test
    void reportsAFileThatIsCreated() throws Exception {
        Path file = folder.resolve("a/b/tls.crt");
        watch(file);
        assertNoChange();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "here");
        awaitChange();
    }

    /** Files that are written together, such as a certificate and its key, are one change. */
    @Test
    void reportsFilesWrittenTogetherOnce() throws Exception {
        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        watch(certificate, key);
        Files.writeString(certificate, "certificate");
        Files.writeString(key, "key");
        awaitChange();
        assertNoChange();
    }

    @Test
    void ignoresOtherFiles() throws Exception {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "one");
        watch(file);
        Files.writeString(folder.resolve("edge.yaml.swp"), "x");
        Files.createDirectory(folder.resolve("more"));
        assertNoChange();
    }

    /** A second change while the first is handled is reported as well. */
    @Test
    void reportsAChangeDuringTheHandlingOfAnother() throws Exception {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "one");
        Semaphore finish = new Semaphore(0);
        watch = new FileWatch(
                () -> {
                    looks.release();
                    return Set.of(file);
                },
                () -> {
                    changes.release();
                    finish.acquireUninterruptibly();
                },
                LOOK_MILLIS);
        watch.start();
        Files.writeString(file, "other");
        awaitChange();
        Files.writeString(file, "during the handling");
        finish.release(2);
        awaitChange();
    }

    @Test
    void reportsAChangeBetweenCreationAndStart() throws Exception {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "one");
        watch = new FileWatch(() -> Set.of(file), changes::release, LOOK_MILLIS);
        Files.writeString(file, "other");
        watch.start();
        awaitChange();
    }
}
