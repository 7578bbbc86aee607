package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays the cases of {@code src/test/resources/web}, each twice: in one piece, and byte by byte. A request is refused, or it
 * has one meaning; an answer is whole, or the client sees that it is not.
 */
class WebCorpusIT {
    private static final Path WEB = Path.of("src/test/resources/web");

    private static WebStage stage;

    private interface Play {
        void of(WebCase played, boolean inPieces) throws Exception;
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        stage = new WebStage(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        stage.close();
    }

    @TestFactory
    Stream<DynamicNode> requests() throws IOException {
        return tests("requests", (played, inPieces) -> new WebRequestPlay(played, stage).play(inPieces));
    }

    @TestFactory
    Stream<DynamicNode> answers() throws IOException {
        return tests("answers", (played, inPieces) -> new WebResponsePlay(played, stage).play(inPieces));
    }

    private static Stream<DynamicNode> tests(String folder, Play play) throws IOException {
        List<DynamicNode> files = new ArrayList<>();
        for (Path file : WebCase.files(WEB.resolve(folder))) {
            List<WebCase> cases = WebCase.in(file);
            assertThat(cases).as(file.toString()).isNotEmpty();
            files.add(DynamicContainer.dynamicContainer(
                    file.getFileName().toString(),
                    cases.stream()
                            .map(one -> DynamicTest.dynamicTest(one.title(), () -> {
                                play(one, play, false);
                                play(one, play, true);
                            }))));
        }
        return files.stream();
    }

    private static void play(WebCase one, Play play, boolean inPieces) throws IOException {
        try {
            play.of(one, inPieces);
        } catch (Exception | AssertionError failed) {
            // What is left of it is not the next case's fault.
            stage.mailbox().startAfresh();
            throw new AssertionError(
                    one.where() + ": " + one.title() + (inPieces ? ", byte by byte" : ", in one piece") + "\n" + failed,
                    failed);
        }
    }
}
