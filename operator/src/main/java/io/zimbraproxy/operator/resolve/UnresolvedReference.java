package io.zimbraproxy.operator.resolve;

import io.zimbraproxy.crds.validate.Problem;

/** Reference that cannot be resolved. The text is that of the problem. */
public record UnresolvedReference(Cause cause, Problem problem) {
    /** Cause that decides the reason of the condition {@code ResolvedRefs}. */
    public enum Cause {
        /** The Secret does not exist. */
        SECRET_NOT_FOUND,
        /** The Secret exists but lacks a key, or its content is unusable. */
        INVALID_SECRET,
        /** The Service of a pool has no ready endpoint. */
        NO_SERVERS
    }

    @Override
    public String toString() {
        return problem.toString();
    }
}
