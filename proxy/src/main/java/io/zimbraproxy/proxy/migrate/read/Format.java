package io.zimbraproxy.proxy.migrate.read;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Format of an input file, recognized by its first line that is neither blank nor a comment. */
enum Format {
    /** Output of {@code zmprov}, or LDIF. */
    ZMPROV,
    /** Output of {@code zmlocalconfig}. */
    LOCALCONFIG,
    /** nginx configuration. */
    NGINX,
    /** Template from which zmproxyconfgen creates the nginx configuration. */
    TEMPLATE,
    /** Blank lines and comments only. */
    EMPTY,
    /** Any other content. */
    UNKNOWN;

    static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z][A-Za-z0-9;-]*)(::?)(?: (.*))?", Pattern.DOTALL);
    static final Pattern LOCAL_KEY = Pattern.compile("([A-Za-z][A-Za-z0-9_]*) =(?: (.*))?", Pattern.DOTALL);
    static final Pattern HEADING = Pattern.compile("# name (\\S.*)", Pattern.DOTALL);

    private static final Pattern TEMPLATE_WORD =
            Pattern.compile("!\\{explode |\\$\\{(?:core|web|mail|ssl|zmlookup)\\.");
    private static final Pattern DIRECTIVE = Pattern.compile("[a-z][a-z0-9_]*(?:\\s.*)?[;{]?|[{]");

    static Format of(List<String> lines) {
        if (lines.stream().anyMatch(TEMPLATE_WORD.asPredicate())) {
            return TEMPLATE;
        }
        return lines.stream()
                .filter(Predicate.not(String::isBlank))
                .filter(line ->
                        !line.strip().startsWith("#") || HEADING.matcher(line).matches())
                .findFirst()
                .map(line -> ofLine(line, lines))
                .orElse(EMPTY);
    }

    private static Format ofLine(String line, List<String> lines) {
        if (HEADING.matcher(line).matches() || ATTRIBUTE.matcher(line).matches()) {
            return ZMPROV;
        }
        if (LOCAL_KEY.matcher(line).matches()) {
            return LOCALCONFIG;
        }
        boolean directives = lines.stream().anyMatch(other -> other.strip().endsWith(";"));
        return directives && DIRECTIVE.matcher(line.strip()).matches() ? NGINX : UNKNOWN;
    }
}
