package io.zimbraproxy.operator.status;

/** Conditions of a resource. */
public enum ConditionType {
    /** The specification is valid. */
    Accepted,
    /** Secrets and servers it names are there and usable. */
    ResolvedRefs,
    /** Every pod that is ready runs this generation. */
    Programmed,
    /** The proxy serves as specified; for {@code kubectl wait}. */
    Ready,
    /** There is something to look at; absent otherwise. */
    Warning
}
