package io.zimbraproxy.crds.spec;

/** Whether the user of a request decides on its server. */
public enum Routing {
    /** The server of the user, as far as the request names one. */
    User,
    /** Any server of the pool. */
    Balanced
}
