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
 * A case of a file below {@code src/test/resources/web}; the README there explains the lines.
 *
 * @param where file and line number
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
     * A line.
     *
     * @param kind first word
     * @param text text after the space
     */
    record Step(String kind, String text) {
        static Step of(String line) {
            boolean data = line.charAt(0) == '>' || line.charAt(0) == '<';
            int end = data
                    ? (line.length() > 1 && line.charAt(1) != ' ' ? 2 : 1)
                    : (line.indexOf(' ') < 0 ? line.length() : line.indexOf(' '));
            return new Step(line.substring(0, end), line.length() > end ? line.substring(end + 1) : "");
        }

        /** Returns the bytes of a line of a message: with CR LF, unless the kind ends with a plus. */
        byte[] bytes() {
            return DialogueText.bytes(kind.endsWith("+") ? text : text + "\\r\\n");
        }
    }

    /** Returns the files of a folder, sorted by name. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
    }

    /** Reads the cases of a file, in order. */
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

    /** Returns true if the case has a line of this kind. */
    boolean has(String kind) {
        return steps.stream().anyMatch(step -> step.kind().equals(kind));
    }

    /** Returns the texts of all lines of this kind. */
    List<String> all(String kind) {
        return steps.stream()
                .filter(step -> step.kind().equals(kind))
                .map(Step::text)
                .toList();
    }

    /** Returns all bytes of one side, whose lines begin with this character. */
    byte[] bytes(String side) {
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
        return where + ": " + title;
    }
}
