package io.zimbraproxy.crds.read;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.validate.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of reading a manifest.
 *
 * @param resource null if there are problems
 * @param problems first the problems of reading, for example a value of the wrong type; then those that the validation rules find in the parts
 *     that could be read
 */
public record ManifestResult(@Nullable ZimbraProxy resource, List<Problem> problems) {
    static ManifestResult of(ZimbraProxy resource) {
        return new ManifestResult(resource, List.of());
    }

    static ManifestResult refused(List<Problem> problems) {
        return new ManifestResult(null, List.copyOf(problems));
    }

    static ManifestResult refused(Problem problem) {
        return refused(List.of(problem));
    }

    /** Adds problems found by the rules, except at or below paths with a known problem. */
    ManifestResult and(List<Problem> more) {
        List<Problem> all = new ArrayList<>(problems);
        more.stream()
                .filter(problem -> problems.stream().noneMatch(known -> covers(known.path(), problem.path())))
                .forEach(all::add);
        return refused(all);
    }

    private static boolean covers(String path, String other) {
        return other.equals(path) || other.startsWith(path + ".") || other.startsWith(path + "[");
    }
}
