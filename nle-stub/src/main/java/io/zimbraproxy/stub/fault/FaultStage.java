package io.zimbraproxy.stub.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** When a fault strikes. */
public enum FaultStage {
    /** The greeting of a mail port; the answer of an HTTP or lookup port. */
    ANSWER,
    /** Mail: the answer to ID or XOIP. */
    ID,
    /** Mail: the answer to LOGIN, AUTHENTICATE, PASS or AUTH. */
    LOGIN;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
