package io.zimbraproxy.crds.read;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.validate.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What was read.
 *
 * @param resource null when there are problems
 * @param problems with the form of the manifest, and then also those that the rules find in the rest of it
 */
public record ManifestResult(ZimbraProxy resource, List<Problem> problems) {
    static ManifestResult of(ZimbraProxy resource) {
        return new ManifestResult(resource, List.of());
    }

    static ManifestResult refused(List<Problem> problems) {
        return new ManifestResult(null, List.copyOf(problems));
    }

    static ManifestResult refused(Problem problem) {
        return refused(List.of(problem));
    }

    /** Adds what rules found, but for what only follows from a problem that is known already. */
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
