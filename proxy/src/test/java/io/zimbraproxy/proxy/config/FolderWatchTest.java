package io.zimbraproxy.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes for which a {@link FolderWatch} wakes up, and changes for which it does not. */
class FolderWatchTest {
    private static final long LONG = 20_000;
    private static final long SHORT = 500;

    @TempDir
    Path folder;

    private final FolderWatch watch = new FolderWatch();
    private Path file;
    private Path log;

    @BeforeEach
    void begin() throws Exception {
        file = Files.writeString(folder.resolve("edge.yaml"), "one");
        log = Files.writeString(folder.resolve("proxy.log"), "begin\n");
        watch.listen(Set.of(file));
    }

    @AfterEach
    void end() {
        watch.close();
    }

    @Test
    void wakesUpForAWrittenFile() throws Exception {
        Files.writeString(file, "two");
        assertThat(watch.await(LONG)).isTrue();
    }

    @Test
    void ignoresALogInTheSameFolder() throws Exception {
        for (int line = 0; line < 2; line++) {
            Files.writeString(log, "line\n", StandardOpenOption.APPEND);
            assertThat(watch.await(SHORT)).isFalse();
        }
    }

    /** The watch stops listening for writes there, because each line of the log would wake up its thread. */
    @Test
    void stopsListeningForWritesInAFolderWithALog() throws Exception {
        Files.writeString(log, "line\n", StandardOpenOption.APPEND);
        assertThat(watch.await(SHORT)).isFalse();
        Files.writeString(file, "two");
        assertThat(watch.await(SHORT)).isFalse();
    }

    @Test
    void wakesUpForAReplacedFileInAFolderWithALog() throws Exception {
        Files.writeString(log, "line\n", StandardOpenOption.APPEND);
        assertThat(watch.await(SHORT)).isFalse();
        Path next = Files.writeString(Files.createTempFile(folder.getParent(), "next", ".yaml"), "two");
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(watch.await(LONG)).isTrue();
    }

    @Test
    void wakesUpForACreatedFolder() throws Exception {
        watch.listen(Set.of(folder.resolve("secrets/tls.crt")));
        Files.createDirectory(folder.resolve("secrets"));
        assertThat(watch.await(LONG)).isTrue();
    }
}
