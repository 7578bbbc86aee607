package io.zimbraproxy.proxy.lifecycle;

/** The state of the process, as {@code GET /config} and the readiness check show it. */
public enum Phase {
    STARTING,
    READY,
    DRAINING,
    STOPPED
}
