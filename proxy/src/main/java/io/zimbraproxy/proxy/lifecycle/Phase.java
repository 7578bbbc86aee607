package io.zimbraproxy.proxy.lifecycle;

/** Where the process stands. */
public enum Phase {
    STARTING,
    READY,
    DRAINING,
    STOPPED
}
