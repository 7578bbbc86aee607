package io.zimbraproxy.operator.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules that tell names of the project in documents from other text, and whether they exist. A name that looks like one of ours
 * but belongs to another project stands in {@code docs/foreign-names.txt}.
 */
final class DocumentedNames {
    private static final Pattern TYPE_IN_TEXT =
            Pattern.compile("(?<![\\w./$:*-])(?=\\w*[a-z][A-Z])[A-Z][A-Za-z0-9]+\\b");
    private static final Pattern TYPE =
            Pattern.compile("([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)((?:\\.\\w+)*)(?:\\(.*\\))?");
    private static final Pattern CAMEL = Pattern.compile("[a-z]+(?:[A-Z][a-z0-9]*)+");
    private static final Pattern METRIC = Pattern.compile("zimbra_proxy_[a-z_]+");
    private static final Pattern SNAKE = Pattern.compile("[a-z]+(?:_[a-z0-9]+)+");
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Z]+(?:_[A-Z0-9]+)+");
    private static final Pattern DOTTED = Pattern.compile("[a-z][\\w-]*(?:\\[\\])?(?:\\.[a-z][\\w-]*(?:\\[\\])?)+");
    private static final Pattern PATH = Pattern.compile("[\\w.*-]+(?:/[\\w.*-]+)+/?");
    private static final Pattern FILE =
            Pattern.compile("[\\w.*-]+\\.(?:md|java|yaml|tsv|txt|sh|py|json|svg|properties|xml)");
    private static final Pattern PATH_IN_CODE = Pattern.compile("(?<![\\w/.:$@-])([a-z0-9-]+)/[\\w./-]*\\w");
    private static final Pattern VALUE = Pattern.compile(":(?: .*)?$");

    private final ProjectTree tree;
    private final ResourceFields fields = new ResourceFields();
    private final HelmValues values = new HelmValues();
    private final Set<String> foreign;

    DocumentedNames(ProjectTree tree, Set<String> foreign) {
        this.tree = tree;
        this.foreign = foreign;
    }

    /** Returns the names of a line that look like ours and do not exist. */
    List<String> missing(Markdown.Line line) {
        List<String> missing = new ArrayList<>();
        found(TYPE_IN_TEXT, line.text()).filter(name -> !known(name)).forEach(missing::add);
        if (line.code()) {
            found(PATH_IN_CODE, line.text())
                    .filter(path -> !codePathExists(path))
                    .forEach(missing::add);
        }
        line.spans().stream()
                .map(span -> VALUE.matcher(span).replaceFirst(""))
                .map(span -> span.startsWith("./") ? span.substring(2) : span)
                .filter(name -> !exists(name))
                .forEach(missing::add);
        return missing.stream().distinct().toList();
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    private boolean known(String word) {
        return tree.hasWord(word) || foreign.contains(word) || tree.hasPathEnding(word + ".java");
    }

    /** Only paths below a top folder of the project count in code blocks: there are many others. */
    private boolean codePathExists(String path) {
        String top = path.substring(0, path.indexOf('/'));
        return !tree.hasPath(top) || path.contains("/target") || tree.hasPath(path) || foreign.contains(path);
    }

    private boolean exists(String name) {
        if (foreign.contains(name)) {
            return true;
        }
        var type = TYPE.matcher(name);
        if (type.matches()) {
            return known(type.group(1))
                    && Stream.of(type.group(2).split("\\.", -1)).allMatch(part -> part.isEmpty() || known(part));
        }
        if (FILE.matcher(name).matches()) {
            return tree.hasPathEnding(name);
        }
        if (METRIC.matcher(name).matches()) {
            return tree.hasText('"' + meter(name) + '"');
        }
        if (CAMEL.matcher(name).matches()) {
            return tree.hasWord(name);
        }
        if (SNAKE.matcher(name).matches()) {
            return tree.hasWord(name.toUpperCase(Locale.ROOT)) || tree.hasText(name);
        }
        if (ENVIRONMENT.matcher(name).matches()) {
            return tree.hasText(name);
        }
        if (DOTTED.matcher(name).matches()) {
            return dottedExists(name);
        }
        return !PATH.matcher(name).matches() || tree.hasPathEnding(name);
    }

    /** A field of the resource, a package, a Helm value, or a property. */
    private boolean dottedExists(String name) {
        if (fields.has(name) || tree.hasPathEnding(name.replace('.', '/')) || values.has(name)) {
            return true;
        }
        return !fields.beginsWithField(name) && tree.hasText(name);
    }

    /** The name that the sources give the meter of a metric. */
    private static String meter(String metric) {
        return metric.replaceFirst("^zimbra_proxy_", "")
                .replaceFirst("_(?:total|seconds(?:_(?:bucket|count|sum|max))?)$", "")
                .replace('_', '.');
    }
}
