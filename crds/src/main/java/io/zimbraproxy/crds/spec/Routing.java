package io.zimbraproxy.crds.spec;

/** Selection of the server for a web request. */
public enum Routing {
    /** The mailbox server of the user, if the request names one. */
    User,
    /** Any server of the pool. */
    Balanced
}
