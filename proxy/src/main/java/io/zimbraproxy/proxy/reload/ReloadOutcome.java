package io.zimbraproxy.proxy.reload;

/** The result of a reload. */
public enum ReloadOutcome {
    /** The new configuration is in force. */
    Applied,
    /** The files say what is in force already. */
    Unchanged,
    /** The new configuration cannot be used; the old one stays in force. */
    Refused
}
