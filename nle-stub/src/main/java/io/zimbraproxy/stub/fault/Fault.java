package io.zimbraproxy.stub.fault;

import java.time.Duration;

/**
 * One fault of one port.
 *
 * @param kind what goes wrong
 * @param at when it strikes
 * @param millis delay of {@link FaultKind#SLOW}
 * @param status status code of {@link FaultKind#STATUS}
 * @param text bytes of {@link FaultKind#WRONG}, where <code>{tag}</code> stands for the tag of the IMAP command; header name of
 *     {@link FaultKind#MISSING_HEADER}
 * @param times how often it strikes before it clears itself; 0: until cleared
 */
public record Fault(FaultKind kind, FaultStage at, long millis, int status, String text, int times) {

    public Fault {
        at = at == null ? FaultStage.ANSWER : at;
        text = text == null ? "" : text;
    }

    public static Fault slow(Duration delay) {
        return new Fault(FaultKind.SLOW, null, delay.toMillis(), 0, null, 0);
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

    /** An answer that is not of the protocol. */
    public static Fault wrong() {
        return of(FaultKind.WRONG);
    }

    /** These bytes instead of the answer (ISO-8859-1), then the connection is closed. */
    public static Fault wrong(String text) {
        return new Fault(FaultKind.WRONG, null, 0, 0, text, 0);
    }

    public static Fault closeEarly() {
        return of(FaultKind.CLOSE_EARLY);
    }

    public static Fault status(int code) {
        return new Fault(FaultKind.STATUS, null, 0, code, null, 0);
    }

    public static Fault oversized() {
        return of(FaultKind.OVERSIZED);
    }

    public static Fault missingHeader(String name) {
        return new Fault(FaultKind.MISSING_HEADER, null, 0, 0, name, 0);
    }

    public Fault at(FaultStage stage) {
        return new Fault(kind, stage, millis, status, text, times);
    }

    /** Strikes that often only, then clears itself. */
    public Fault times(int count) {
        return new Fault(kind, at, millis, status, text, count);
    }

    private static Fault of(FaultKind kind) {
        return new Fault(kind, null, 0, 0, null, 0);
    }
}
