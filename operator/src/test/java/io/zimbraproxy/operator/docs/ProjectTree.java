package io.zimbraproxy.operator.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the project without build output, and the names that its sources use. */
final class ProjectTree {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules");
    /** Its tests name what does not exist. */
    private static final String OWN_FOLDER = "io/zimbraproxy/operator/docs/";

    private static final long LARGEST_SOURCE = 300_000;
    private static final Pattern SETTINGS = Pattern.compile(".*\\.(yaml|yml|xml|properties)");
    private static final Pattern TEXT =
            Pattern.compile(".*\\.(java|yaml|yml|xml|properties|sh|py|tsv|txt|tpl)|.*/[^./]+");
    /** A comment is one match; in a string literal no space precedes its first character. */
    private static final Pattern WORD_OR_COMMENT =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+|(?<!\\S)/\\*[\\s\\S]*?\\*/|(?<!\\S)//[^\\n]*+");

    private static final Pattern WILDCARD = Pattern.compile("\\.\\.\\.|\\*|(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z])");
    private static final Pattern HASH_COMMENT = Pattern.compile("(?m)^\\s*#.*$");

    private final Set<String> paths = new TreeSet<>();
    /** All paths with any number of their first folders removed, and without {@code .java} too. */
    private final Set<String> endings = new HashSet<>();

    private final Set<String> words = new HashSet<>();
    private final StringBuilder sources = new StringBuilder();
    private final List<Markdown> pages;

    /** Reads the tree, which takes about a second. */
    ProjectTree() {
        try {
            Files.walkFileTree(ROOT, new Reader());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        pages = paths.stream()
                .filter(path -> path.endsWith(".md"))
                .map(path -> Markdown.of(path, text(ROOT.resolve(path))))
                .toList();
    }

    private final class Reader extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (SKIPPED.contains(folder.getFileName().toString())) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            addPath(relative(folder));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String path = relative(file);
            addPath(path);
            if (!path.contains(OWN_FOLDER)
                    && attributes.size() < LARGEST_SOURCE
                    && TEXT.matcher(path).matches()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                sources.append(text).append('\n');
                if (path.endsWith(".java")) {
                    addWords(text);
                } else if (SETTINGS.matcher(path).matches()) {
                    addWords(HASH_COMMENT.matcher(text).replaceAll(""));
                }
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private static String relative(Path path) {
        return ROOT.relativize(path).toString();
    }

    private void addPath(String path) {
        paths.add(path);
        for (String ending = path; !ending.isEmpty(); ending = ending.substring(ending.indexOf('/') + 1)) {
            endings.add(ending);
            endings.add(ending.replaceFirst("\\.java$", ""));
            if (ending.indexOf('/') < 0) {
                return;
            }
        }
    }

    private void addWords(String text) {
        Matcher found = WORD_OR_COMMENT.matcher(text);
        while (found.find()) {
            if (text.charAt(found.start()) != '/') {
                words.add(found.group());
            }
        }
    }

    /** Returns all Markdown pages. */
    List<Markdown> pages() {
        return pages;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Tells whether Java code or a settings file has this word, outside of comments. */
    boolean hasWord(String word) {
        return words.contains(word);
    }

    /** Tells whether any source has this text. */
    boolean hasText(String text) {
        return sources.indexOf(text) >= 0;
    }

    /** Tells whether there is a file or folder at this path from the root. */
    boolean hasPath(String path) {
        return paths.contains(path);
    }

    /**
     * Tells whether a path ends like this. {@code *} and a segment or part in capitals, such as {@code NAME}, stand for any
     * text without a slash; {@code ...} stands for any folders; {@code .java} may be missing.
     */
    boolean hasPathEnding(String ending) {
        String wanted = ending.replaceAll("/$", "");
        if (endings.contains(wanted) || !WILDCARD.matcher(wanted).find()) {
            return endings.contains(wanted);
        }
        StringBuilder pattern = new StringBuilder("(?:.*/)?");
        int done = 0;
        for (MatchResult gap : WILDCARD.matcher(wanted).results().toList()) {
            pattern.append(Pattern.quote(wanted.substring(done, gap.start())))
                    .append(gap.group().equals("...") ? ".*" : "[^/]*");
            done = gap.end();
        }
        pattern.append(Pattern.quote(wanted.substring(done))).append("(?:\\.java)?");
        Pattern path = Pattern.compile(pattern.toString());
        return paths.stream().anyMatch(candidate -> path.matcher(candidate).matches());
    }
}
