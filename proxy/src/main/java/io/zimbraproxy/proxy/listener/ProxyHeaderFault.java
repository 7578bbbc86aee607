package io.zimbraproxy.proxy.listener;

import java.util.Locale;

/** The reason why a listener with PROXY protocol refuses a connection. */
enum ProxyHeaderFault {
    /** The connection is not from a trusted network. */
    UNTRUSTED,
    /** The connection does not begin with a header. */
    NO_HEADER,
    /** The header is malformed, too long, or not about a TCP connection. */
    BAD_HEADER,
    /** The header was not complete in time. */
    TOO_LATE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the reason for logs and metrics, for example {@code no_header}. */
    String label() {
        return label;
    }
}
