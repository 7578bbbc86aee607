package io.zimbraproxy.stub.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of faults. */
public enum FaultKind {
    /** Responds late, after {@code millis}. */
    SLOW,
    /** Accepts the connection, reads, and never responds. */
    HANG,
    /** Closes the connection with a TCP reset. */
    RESET,
    /** Stops listening and closes the connections of the port. */
    REFUSE,
    /** Sends {@code text} unchanged, then closes the connection; sends garbage if there is no text. */
    WRONG,
    /** Sends a part of the response, then closes the connection. */
    CLOSE_EARLY,
    /** HTTP and lookup: responds with the HTTP {@code status}. */
    STATUS,
    /** Lookup: sends a correct response with 4 KiB of headers, more than nginx reads. */
    OVERSIZED,
    /** Lookup: sends a correct response without the header named in {@code text}. */
    MISSING_HEADER;

    /** Returns the name in YAML, JSON and URLs: {@code close-early}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
