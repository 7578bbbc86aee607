package io.zimbraproxy.proxy.observe;

import java.util.Locale;

/** The reason for the end of a session or connection. Each has exactly one, used as log field and metric label. */
public enum CloseCause {
    /** The client ended the session: LOGOUT, QUIT, or end of stream. */
    CLIENT_CLOSED,
    /** The mailbox server ended the session. */
    UPSTREAM_CLOSED,
    /** The client's connection failed (reset, broken pipe). */
    CLIENT_ERROR,
    /** The connection to the mailbox server failed after the login. */
    UPSTREAM_ERROR,
    /** The client sent too many invalid commands before the login, or one after which the proxy cannot continue safely. */
    PROTOCOL_ERROR,
    /** The client sent plaintext after STARTTLS or STLS, which may be injected commands (CVE-2011-0411). */
    PLAINTEXT_AFTER_STARTTLS,
    /** The TLS handshake failed or took too long. */
    TLS_FAILED,
    /** The client did not complete a command before the login in time, or did not log in within the total time. */
    LOGIN_TIMEOUT,
    /** Neither side sent a byte during the idle time after the login. */
    IDLE_TIMEOUT,
    /** The lookup handler refused the user. */
    LOOKUP_REFUSED,
    /** No lookup handler gave a usable response. */
    LOOKUP_FAILED,
    /** The mailbox server was unreachable, or violated the protocol during the login. */
    UPSTREAM_UNAVAILABLE,
    /** The mailbox server refused the credentials. */
    LOGIN_REJECTED,
    /** The proxy has reached its limit on connections. */
    TOO_MANY_CONNECTIONS,
    /** The client's address exceeded its limit on new connections. */
    ADDRESS_LIMITED,
    /** The account exceeded its limit on logins. */
    ACCOUNT_LIMITED,
    /** The client's address or the account exceeded its limit on failed logins; the login was not tried. */
    TOO_MANY_FAILURES,
    /** The client's address or the account exceeded its limit on open sessions. */
    TOO_MANY_SESSIONS,
    /** A SASL mechanism of the proxy refused the client: its Kerberos ticket is not valid. */
    SASL_REFUSED,
    /** The process is stopping. */
    SHUTDOWN,
    /** The proxy has a bug; the log has the details. */
    INTERNAL_ERROR;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the cause for logs and metrics, for example {@code client_closed}. */
    public String label() {
        return label;
    }
}
