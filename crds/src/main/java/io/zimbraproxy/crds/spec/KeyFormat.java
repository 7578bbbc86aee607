package io.zimbraproxy.crds.spec;

/** Notation of cache keys. */
public enum KeyFormat {
    /** SHA-256 of the key, in hexadecimal. */
    Hashed,
    /** The key itself. */
    Plain
}
