package io.zimbraproxy.proxy.http;

/** Reasons why an attempt has no response, or not all of it. */
enum AttemptFailure {
    /** There is no connection, so nothing was sent. */
    UNREACHABLE,
    /** A new connection broke. */
    BROKEN,
    /** A reused connection broke, which the server may have closed just before the request. */
    BROKEN_WHEN_REUSED,
    /** The server has sent nothing for too long. */
    TIMED_OUT,
    /** The server has responded that the account is on another server; the client has received nothing. */
    MISROUTED
}
