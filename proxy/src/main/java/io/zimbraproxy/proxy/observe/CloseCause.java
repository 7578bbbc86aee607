package io.zimbraproxy.proxy.observe;

import java.util.Locale;

/** Why a session or connection ended. Exactly one per session: it is the log field and the metric label. */
public enum CloseCause {
    /** The client ended the session: LOGOUT, QUIT, or end of stream. */
    CLIENT_CLOSED,
    /** The mailbox server ended the session. */
    UPSTREAM_CLOSED,
    /** A socket of the client failed (reset, broken pipe). */
    CLIENT_ERROR,
    /** A socket of the mailbox server failed after the login. */
    UPSTREAM_ERROR,
    /** Too many invalid commands before the login, or one that cannot be answered safely. */
    PROTOCOL_ERROR,
    /** Bytes came in the clear behind STARTTLS or STLS: somebody may be injecting commands. */
    PLAINTEXT_AFTER_STARTTLS,
    /** The TLS handshake failed or took too long. */
    TLS_FAILED,
    /** No complete command before the login in time, or no login in all the time it may take. */
    LOGIN_TIMEOUT,
    /** No byte in either direction for the idle time after the login. */
    IDLE_TIMEOUT,
    /** The lookup handler refused the user. */
    LOOKUP_REFUSED,
    /** No lookup handler gave a usable answer. */
    LOOKUP_FAILED,
    /** The mailbox server could not be reached, or broke the login dialogue. */
    UPSTREAM_UNAVAILABLE,
    /** The mailbox server refused the credentials. */
    LOGIN_REJECTED,
    /** The limit on connections is reached. */
    TOO_MANY_CONNECTIONS,
    /** Too many connections from the client's address in a window of time. */
    ADDRESS_LIMITED,
    /** Too many logins of the account in a window of time. */
    ACCOUNT_LIMITED,
    /** Too many failed logins from the client's address or at the account; the mailbox was not asked. */
    TOO_MANY_FAILURES,
    /** The client's address or the account has as many sessions open as it may have. */
    TOO_MANY_SESSIONS,
    /** A SASL mechanism of ours refused the client: its Kerberos ticket is not valid here. */
    SASL_REFUSED,
    /** This process is stopping. */
    SHUTDOWN,
    /** A fault of our own; the log has the details. */
    INTERNAL_ERROR;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The cause as it stands in logs and metrics, for example {@code client_closed}. */
    public String label() {
        return label;
    }
}
