package io.zimbraproxy.crds.read;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.validate.Problem;
import java.util.List;

/**
 * What was read.
 *
 * @param resource null when there are problems
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
}
