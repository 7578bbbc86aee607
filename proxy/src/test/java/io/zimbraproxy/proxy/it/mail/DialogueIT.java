package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the files of {@code src/test/resources/dialogues}, grouped by site. */
class DialogueIT {
    private static final Path DIALOGUES = Path.of("src/test/resources/dialogues");

    @TempDir
    static Path folder;

    private static DialogueSite site;

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    static Stream<DialogueFile> dialogues() throws IOException {
        List<DialogueFile> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(DIALOGUES)) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".txt")).toList()) {
                found.add(DialogueFile.read(DIALOGUES, file));
            }
        }
        assertThat(found).isNotEmpty();
        return found.stream().sorted(Comparator.comparing(DialogueFile::site).thenComparing(DialogueFile::name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialogues")
    void playsAsWritten(DialogueFile file) throws Exception {
        site(file.site()).play(file);
    }

    /** Returns the site of this name. Closes the current one if its name is different. */
    private static DialogueSite site(String name) throws Exception {
        if (site == null || !site.name().equals(name)) {
            stop();
            site = null;
            Path settings = DIALOGUES.resolve("sites").resolve(name + ".yaml");
            site = new DialogueSite(name, settings, Files.createDirectory(folder.resolve(name)));
        }
        return site;
    }
}
