package io.zimbraproxy.proxy.it.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A file below {@code src/test/resources/reload}: a change of the configuration. The README there explains its lines.
 *
 * @param title text of the first line
 * @param lines lines that begin with {@code #!}: actions and expectations
 * @param body the whole text
 */
record ReloadFile(String name, String title, List<Line> lines, String body) {
    private static final Path FOLDER = Path.of("src/test/resources/reload");

    /**
     * An action or an expectation.
     *
     * @param words words before the colon
     * @param text text after the colon
     */
    record Line(List<String> words, String text) {
        static Line of(String line) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("no colon in \"" + line + "\"");
            }
            return new Line(
                    List.of(line.substring(0, colon).split(" ", -1)),
                    line.substring(colon + 1).strip());
        }

        String kind() {
            return words.get(0);
        }

        /** Returns the word after {@code before}, or the default. */
        String word(String before, String otherwise) {
            int at = words.indexOf(before);
            return at < 0 ? otherwise : words.get(at + 1);
        }

        /** Returns the line without its first word. */
        Line rest() {
            return new Line(words.subList(1, words.size()), text);
        }

        @Override
        public String toString() {
            return String.join(" ", words) + ": " + text;
        }
    }

    /** Reads all files of a folder, sorted by name. */
    static List<ReloadFile> in(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(ReloadFile::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ReloadFile read(Path file) {
        try {
            String text = Files.readString(file);
            return parse(file.getFileName().toString(), text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ReloadFile parse(String name, String text) {
        List<Line> lines = new ArrayList<>();
        text.lines()
                .filter(line -> line.startsWith("#!"))
                .forEach(line -> lines.add(Line.of(line.substring(2).strip())));
        String title = text.lines().findFirst().orElse("").replaceFirst("^# ", "");
        return new ReloadFile(name, title, List.copyOf(lines), text);
    }

    /** Returns a copy with the placeholders filled in. */
    ReloadFile filled(UnaryOperator<String> fill) {
        return parse(name, fill.apply(body));
    }

    /** Returns the lines that apply to this change. */
    List<Line> now() {
        return lines.stream().filter(line -> !line.kind().equals("later")).toList();
    }

    /** Returns the lines that apply after the next change. */
    List<Line> later() {
        return lines.stream()
                .filter(line -> line.kind().equals("later"))
                .map(Line::rest)
                .toList();
    }

    @Override
    public String toString() {
        return name + ": " + title;
    }
}
