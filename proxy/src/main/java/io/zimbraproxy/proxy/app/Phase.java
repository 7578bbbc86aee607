package io.zimbraproxy.proxy.app;

/** Where the process stands. */
enum Phase {
    STARTING,
    READY,
    DRAINING,
    STOPPED
}
