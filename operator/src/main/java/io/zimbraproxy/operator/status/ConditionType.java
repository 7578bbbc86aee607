package io.zimbraproxy.operator.status;

/** Types of the conditions of a resource; the names are the values in the resource. */
public enum ConditionType {
    /** The specification is valid. */
    Accepted,
    /** The referenced Secrets and servers exist and are usable. */
    ResolvedRefs,
    /** Every ready pod runs this generation. */
    Programmed,
    /** The proxy serves as specified; the condition to use with {@code kubectl wait}. */
    Ready,
    /** Something works but needs attention; absent otherwise. */
    Warning
}
