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
 * One file below {@code src/test/resources/reload}: a change of the configuration. The README there explains its lines.
 *
 * @param title its first line
 * @param lines what begins with {@code #!}
 * @param body the whole text
 */
record ReloadFile(String name, String title, List<Line> lines, String body) {
    private static final Path FOLDER = Path.of("src/test/resources/reload");

    /**
     * What is done or expected.
     *
     * @param words what stands before the colon
     * @param text what stands behind it
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

        /** The word behind this one, or the default. */
        String word(String before, String otherwise) {
            int at = words.indexOf(before);
            return at < 0 ? otherwise : words.get(at + 1);
        }

        /** Without its first word. */
        Line rest() {
            return new Line(words.subList(1, words.size()), text);
        }

        @Override
        public String toString() {
            return String.join(" ", words) + ": " + text;
        }
    }

    /** All files of a folder, by name. */
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

    /** The same with its placeholders filled. */
    ReloadFile filled(UnaryOperator<String> words) {
        return parse(name, words.apply(body));
    }

    /** The lines that count at once. */
    List<Line> now() {
        return lines.stream().filter(line -> !line.kind().equals("later")).toList();
    }

    /** The lines that count when the next change has taken the place of this one. */
    List<Line> later() {
        return lines.stream()
                .filter(line -> line.kind().equals("later"))
                .map(Line::rest)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
