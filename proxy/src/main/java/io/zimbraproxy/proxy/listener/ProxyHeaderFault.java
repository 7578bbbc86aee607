package io.zimbraproxy.proxy.listener;

import java.util.Locale;

/** Why a connection to a listener with PROXY protocol is closed before its client is known. */
enum ProxyHeaderFault {
    /** It comes from outside the trusted networks. */
    UNTRUSTED,
    /** It begins with something else than a header. */
    NO_HEADER,
    /** The header is not valid, is too long, or tells of no TCP connection. */
    BAD_HEADER,
    /** The header did not come in time. */
    TOO_LATE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The fault as it stands in logs and metrics, for example {@code no_header}. */
    String label() {
        return label;
    }
}
