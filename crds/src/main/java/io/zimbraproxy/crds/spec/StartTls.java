package io.zimbraproxy.crds.spec;

/** STARTTLS policy of a clear-text mail listener. */
public enum StartTls {
    /** Logins without TLS are refused. */
    Required,
    /** STARTTLS is offered. */
    Optional,
    /** STARTTLS is not offered. */
    Disabled
}
