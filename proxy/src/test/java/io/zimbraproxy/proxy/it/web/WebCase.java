package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.DialogueText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One case of a file below {@code src/test/resources/web}; the README there explains the lines.
 *
 * @param where file and line
 */
record WebCase(String where, String title, List<Step> steps) {
    private static final String TITLE = "=== ";

    private static final Set<String> KINDS = Set.of(
            ">",
            ">+",
            "<",
            "<+",
            "<?",
            "<.",
            "forwarded",
            "refused",
            "abandoned",
            "closed",
            "asks",
            "early",
            "sees",
            "any",
            "whole",
            "broken",
            "has",
            "lacks",
            "trailer",
            "drops");

    /**
     * One line.
     *
     * @param kind its first word
     * @param text what comes behind the blank
     */
    record Step(String kind, String text) {
        static Step of(String line) {
            boolean said = line.charAt(0) == '>' || line.charAt(0) == '<';
            int end = said
                    ? (line.length() > 1 && line.charAt(1) != ' ' ? 2 : 1)
                    : (line.indexOf(' ') < 0 ? line.length() : line.indexOf(' '));
            return new Step(line.substring(0, end), line.length() > end ? line.substring(end + 1) : "");
        }

        /** The bytes of a line of a message: with its end, unless there is a plus. */
        byte[] bytes() {
            return DialogueText.bytes(kind.endsWith("+") ? text : text + "\\r\\n");
        }
    }

    /** The files of a folder. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
    }

    /** The cases of a file, in order. */
    static List<WebCase> in(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<WebCase> cases = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(TITLE)) {
                String where = file.getFileName() + ":" + (i + 1);
                cases.add(new WebCase(where, line.substring(TITLE.length()), new ArrayList<>()));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                assertThat(cases)
                        .as(file + ":" + (i + 1) + ": a case begins with \"" + TITLE + "\"")
                        .isNotEmpty();
                Step step = Step.of(line);
                assertThat(KINDS).as(file + ":" + (i + 1)).contains(step.kind());
                cases.get(cases.size() - 1).steps.add(step);
            }
        }
        return cases;
    }

    /** True when there is such a line. */
    boolean says(String kind) {
        return steps.stream().anyMatch(step -> step.kind().equals(kind));
    }

    /** The texts of all lines of this kind. */
    List<String> all(String kind) {
        return steps.stream()
                .filter(step -> step.kind().equals(kind))
                .map(Step::text)
                .toList();
    }

    /** All bytes that one side says: its lines begin with this character. */
    byte[] said(String side) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Step step : steps) {
            if (step.kind().equals(side) || step.kind().equals(side + "+")) {
                bytes.writeBytes(step.bytes());
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return title;
    }
}
