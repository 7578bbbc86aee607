package io.zimbraproxy.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All Markdown pages of the project name only what exists. */
class DocumentationTest {
    private static final Path FOREIGN = Path.of("src/test/resources/docs/foreign-names.txt");
    private static final ProjectTree TREE = new ProjectTree();
    private static final DocumentedNames NAMES = new DocumentedNames(TREE, foreignNames());
    private static final Map<String, Set<String>> ANCHORS = new HashMap<>();

    private static Set<String> foreignNames() {
        try (Stream<String> lines = Files.lines(FOREIGN)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2)[0])
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> brokenLinks(Markdown page) {
        return page.lines().stream()
                .flatMap(line -> line.links().stream()
                        .filter(link -> !link.matches("[a-z]+:.*") && !resolves(page, link))
                        .map(link -> page.path() + ":" + line.number() + ": no file or heading at the link " + link))
                .toList();
    }

    private static boolean resolves(Markdown page, String link) {
        String[] parts = link.split("#", 2);
        String target = parts[0].isEmpty()
                ? page.path()
                : page.folder().resolve(parts[0]).normalize().toString();
        if (!TREE.hasPath(target)) {
            return false;
        }
        return parts.length == 1 || anchors(page, target).contains(parts[1]);
    }

    private static Set<String> anchors(Markdown page, String target) {
        if (target.equals(page.path())) {
            return page.anchors();
        }
        return ANCHORS.computeIfAbsent(target, path -> TREE.pages().stream()
                .filter(candidate -> candidate.path().equals(path))
                .flatMap(candidate -> candidate.anchors().stream())
                .collect(Collectors.toSet()));
    }

    private static List<String> missingNames(Markdown page) {
        return page.lines().stream()
                .flatMap(line -> NAMES.missing(line).stream()
                        .map(name -> page.path() + ":" + line.number() + ": nothing in the project is called " + name
                                + "; correct it, or add it to " + FOREIGN + " if it belongs to another project"))
                .toList();
    }

    @Test
    void linksResolve() {
        assertThat(TREE.pages())
                .hasSizeGreaterThan(40)
                .flatMap(DocumentationTest::brokenLinks)
                .isEmpty();
    }

    @Test
    void namesExist() {
        assertThat(TREE.pages()).flatMap(DocumentationTest::missingNames).isEmpty();
    }

    /** Each foreign name is used, so that the list does not hide names of the project. */
    @Test
    void foreignNamesAreUsed() {
        String all = TREE.pages().stream()
                .flatMap(page -> page.lines().stream())
                .map(Markdown.Line::text)
                .collect(Collectors.joining("\n"));

        assertThat(foreignNames()).allSatisfy(name -> assertThat(all).contains(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [gone](gone.md)                         | gone.md
            [gone](README.md#gone)                  | README.md#gone
            ![gone](docs/gone.svg)                  | docs/gone.svg
            [up](../README.md)                      | ../README.md
            """)
    void brokenLinkIsFound(String line, String link) {
        assertThat(brokenLinks(Markdown.of("README.md", line)))
                .singleElement()
                .asString()
                .endsWith(" " + link);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the class `GoneSession` reads           | GoneSession
            the class GoneSession reads             | GoneSession
            a type of one word: `Gonedoor`          | Gonedoor
            its method `Applier.goneAway()`         | Applier.goneAway()
            the folder `proxy/src/gone`             | proxy/src/gone
            the file `gone.tsv`                     | gone.tsv
            the field `lookup.gone`                 | lookup.gone
            the field `lookup.gone: 5s`             | lookup.gone
            the field `pools[].gone`                | pools[].gone
            the field `goneField`                   | goneField
            the property `zimbra-proxy.gone`        | zimbra-proxy.gone
            the metric `zimbra_proxy_gone_total`    | zimbra_proxy_gone_total
            the cause `gone_away`                   | gone_away
            the variable `GONE_HOME`                | GONE_HOME
            """)
    void missingNameIsFound(String line, String name) {
        assertThat(missingNames(Markdown.of("README.md", line)))
                .isNotEmpty()
                .allMatch(problem -> name.startsWith(problem.replaceAll(".*is called (\\S+);.*", "$1")));
    }

    @Test
    void missingNameInCodeBlockIsFound() {
        Markdown page = Markdown.of("README.md", "```\nbench/gone --quick\nGoneSession --> Relay\n```\n");

        assertThat(missingNames(page)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            `DocumentationTest` and DocumentationTest
            `lookup.retryAfter`, `servers[].version`, `upstream.passErrors: false`
            `zimbra_proxy_logins_seconds`, `zimbra_proxy_logins_seconds_count`
            `docs/adr`, `.../adr/NNNN.md`, `README.md`, `*.md`
            [index](docs/adr/README.md) and [decisions](docs/adr/README.md#decisions), [site](https://example.com/gone)
            """)
    void existingNamesAreAccepted(String line) {
        Markdown page = Markdown.of("README.md", line);

        assertThat(brokenLinks(page)).isEmpty();
        assertThat(missingNames(page)).isEmpty();
    }
}
