package io.zimbraproxy.proxy.reload;

/** What came of a reload. */
public enum Outcome {
    /** The new configuration is in force. */
    Applied,
    /** There was nothing new. */
    Unchanged,
    /** The new configuration cannot be used; the old one stays in force. */
    Refused
}
