package io.zimbraproxy.stub.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be made to go wrong. */
public enum FaultKind {
    /** Answer late, by {@code millis}. */
    SLOW,
    /** Take the connection, read, never answer. */
    HANG,
    /** Cut the connection with a TCP reset. */
    RESET,
    /** Stop listening (and drop the connections of the port). */
    REFUSE,
    /** Answer with {@code text} as it stands, then close; garbage if there is no text. */
    WRONG,
    /** Send a part of the answer, then close. */
    CLOSE_EARLY,
    /** HTTP and lookup: answer with the HTTP {@code status}. */
    STATUS,
    /** Lookup: a right answer with 4 KiB of headers, more than nginx reads. */
    OVERSIZED,
    /** Lookup: a right answer without the header named in {@code text}. */
    MISSING_HEADER;

    /** The name in YAML, JSON and URLs: {@code close-early}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
