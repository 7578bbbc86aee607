package io.zimbraproxy.stub.fault;

import java.time.Duration;

/**
 * One fault of one port.
 *
 * @param kind what goes wrong
 * @param at when it occurs
 * @param millis delay of {@link FaultKind#SLOW}
 * @param status status code of {@link FaultKind#STATUS}
 * @param text bytes of {@link FaultKind#WRONG}, where <code>{tag}</code> stands for the tag of the IMAP command; header name of
 *     {@link FaultKind#MISSING_HEADER}
 * @param times how often it occurs before it clears itself; 0: until cleared
 */
public record Fault(FaultKind kind, FaultStage at, long millis, int status, String text, int times) {

    public Fault {
        at = at == null ? FaultStage.ANSWER : at;
        text = text == null ? "" : text;
    }

    public static Fault slow(Duration delay) {
        return new Fault(FaultKind.SLOW, FaultStage.ANSWER, delay.toMillis(), 0, "", 0);
    }

    public static Fault hang() {
        return of(FaultKind.HANG);
    }

    public static Fault reset() {
        return of(FaultKind.RESET);
    }

    public static Fault refuse() {
        return of(FaultKind.REFUSE);
    }

    /** Sends these bytes (ISO-8859-1) instead of the response, then closes the connection. */
    public static Fault wrong(String text) {
        return new Fault(FaultKind.WRONG, FaultStage.ANSWER, 0, 0, text, 0);
    }

    public static Fault closeEarly() {
        return of(FaultKind.CLOSE_EARLY);
    }

    public static Fault status(int code) {
        return new Fault(FaultKind.STATUS, FaultStage.ANSWER, 0, code, "", 0);
    }

    /** Limits how often the fault occurs; then it clears itself. */
    public Fault times(int count) {
        return new Fault(kind, at, millis, status, text, count);
    }

    private static Fault of(FaultKind kind) {
        return new Fault(kind, FaultStage.ANSWER, 0, 0, "", 0);
    }
}
