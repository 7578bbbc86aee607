package io.zimbraproxy.stub.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The point of a session or request at which a fault occurs. */
public enum FaultStage {
    /** The greeting of a mail port; the response of an HTTP or lookup port. */
    ANSWER,
    /** Mail: the reply to ID or XOIP. */
    ID,
    /** Mail: the reply to LOGIN, AUTHENTICATE, PASS or AUTH. */
    LOGIN;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
