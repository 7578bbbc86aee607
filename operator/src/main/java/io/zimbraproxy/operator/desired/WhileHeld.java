package io.zimbraproxy.operator.desired;

/** Policy for an object while the pods keep their configuration because references of the resource are unresolved. */
public enum WhileHeld {
    /** The object is applied as usual. */
    APPLY,
    /** The object is created if it is missing, but not changed: it must match the configuration of the running pods. */
    CREATE,
    /** The object is neither created nor changed, so no pod is rolled. */
    KEEP
}
