package io.zimbraproxy.crds.spec;

/** How cache keys are written. */
public enum KeyFormat {
    /** SHA-256, hexadecimal. */
    Hashed,
    /** As they are. */
    Plain
}
