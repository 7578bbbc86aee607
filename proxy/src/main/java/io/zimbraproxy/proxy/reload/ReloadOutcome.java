package io.zimbraproxy.proxy.reload;

/** What came of a reload. */
public enum ReloadOutcome {
    /** The new configuration is in force. */
    Applied,
    /** There was nothing new. */
    Unchanged,
    /** The new configuration cannot be used; the old one stays in force. */
    Refused
}
