package io.zimbraproxy.stub.fault;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Validation of faults: the kinds of faults that each kind of port can show. */
final class FaultRules {

    private static final long MAX_MILLIS = 3_600_000;

    private static final Set<FaultKind> MAIL =
            EnumSet.complementOf(EnumSet.of(FaultKind.STATUS, FaultKind.OVERSIZED, FaultKind.MISSING_HEADER));
    private static final Set<FaultKind> WEB =
            EnumSet.complementOf(EnumSet.of(FaultKind.OVERSIZED, FaultKind.MISSING_HEADER));
    private static final Set<FaultKind> LOOKUP = EnumSet.allOf(FaultKind.class);

    private FaultRules() {}

    /**
     * Rejects a fault that could never occur.
     *
     * @throws IllegalArgumentException if the endpoint cannot show the fault; the message lists what is allowed
     */
    static void check(Endpoint endpoint, Fault fault) {
        Set<FaultKind> allowed = allowed(endpoint.kind());
        require(
                allowed.contains(fault.kind()),
                endpoint.target() + ": kind '" + fault.kind().wireName() + "' is not possible here; allowed: "
                        + allowed.stream().map(FaultKind::wireName).collect(Collectors.joining(", ")));
        require(
                fault.at() == FaultStage.ANSWER || endpoint.kind() == Endpoint.Kind.MAIL,
                endpoint.target() + ": at '" + fault.at().wireName() + "' is for mail ports; allowed: answer");
        require(
                fault.kind() != FaultKind.REFUSE || (fault.at() == FaultStage.ANSWER && fault.times() == 0),
                endpoint.target() + ": refuse applies to the whole port until cleared; omit 'at' and 'times'");
        require(
                fault.kind() != FaultKind.SLOW || (fault.millis() > 0 && fault.millis() <= MAX_MILLIS),
                endpoint.target() + ": slow needs 'millis' (saw " + fault.millis() + "); allowed: 1 to " + MAX_MILLIS);
        require(
                fault.kind() != FaultKind.STATUS || (fault.status() >= 200 && fault.status() <= 599),
                endpoint.target() + ": status needs 'status' (saw " + fault.status() + "); allowed: 200 to 599");
        require(
                fault.kind() != FaultKind.MISSING_HEADER || !fault.text().isBlank(),
                endpoint.target() + ": missing-header needs the header's name in 'text', such as Auth-Server");
        require(
                fault.times() >= 0,
                endpoint.target() + ": times is negative (saw " + fault.times() + "); use 0 (until cleared) or more");
    }

    private static Set<FaultKind> allowed(Endpoint.Kind kind) {
        return switch (kind) {
            case MAIL -> MAIL;
            case WEB -> WEB;
            case LOOKUP -> LOOKUP;
        };
    }

    private static void require(boolean condition, String text) {
        if (!condition) {
            throw new IllegalArgumentException(text);
        }
    }
}
