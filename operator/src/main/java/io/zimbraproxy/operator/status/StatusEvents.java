package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives Events from the difference between two statuses. Each change is reported once, when it begins. */
public final class StatusEvents {
    private static final Set<ConditionReason> FAILURES =
            EnumSet.of(ConditionReason.Refused, ConditionReason.ApplyFailed);
    private static final Set<ConditionReason> ROLLING = EnumSet.of(ConditionReason.RollingOut);

    private StatusEvents() {}

    /** Returns the Events of a new status; {@code before} is null for the first status of a resource. */
    public static List<StatusEvent> between(@Nullable ZimbraProxyStatus before, ZimbraProxyStatus after) {
        List<StatusEvent> events = new ArrayList<>();
        changed(before, after, ConditionType.Accepted)
                .filter(ConditionStatus.False::isOf)
                .ifPresent(now -> events.add(StatusEvent.of(StatusEvent.Type.Warning, now)));
        changed(before, after, ConditionType.ResolvedRefs)
                .filter(ConditionStatus.False::isOf)
                .ifPresent(now -> events.add(StatusEvent.of(StatusEvent.Type.Warning, now)));
        changed(before, after, ConditionType.Programmed).ifPresent(now -> programmed(now, events));
        changed(before, after, ConditionType.Warning)
                .ifPresent(now -> events.add(StatusEvent.of(StatusEvent.Type.Warning, now)));
        rollout(before, after, events);
        return events;
    }

    private static void programmed(Condition now, List<StatusEvent> events) {
        if (ConditionStatus.True.isOf(now)) {
            events.add(StatusEvent.of(StatusEvent.Type.Normal, now));
        } else if (ConditionReason.isAny(FAILURES, now)) {
            events.add(StatusEvent.of(StatusEvent.Type.Warning, now));
        }
    }

    private static void rollout(@Nullable ZimbraProxyStatus before, ZimbraProxyStatus after, List<StatusEvent> events) {
        boolean was = rolling(before);
        boolean is = rolling(after);
        if (is && !was) {
            events.add(new StatusEvent(
                    StatusEvent.Type.Normal, "RolloutStarted", "rolling out a new pod template, pod by pod"));
        } else if (was && !is) {
            events.add(new StatusEvent(
                    StatusEvent.Type.Normal, "RolloutComplete", "all pods run the newest pod template"));
        }
    }

    private static boolean rolling(@Nullable ZimbraProxyStatus status) {
        return StatusBuilder.find(status, ConditionType.Ready)
                .filter(ready -> ConditionReason.isAny(ROLLING, ready))
                .isPresent();
    }

    /** Returns the condition when its status, reason or message changed. */
    private static Optional<Condition> changed(
            @Nullable ZimbraProxyStatus before, ZimbraProxyStatus after, ConditionType type) {
        Optional<Condition> old = StatusBuilder.find(before, type);
        return StatusBuilder.find(after, type)
                .filter(now -> old.filter(known -> same(known, now)).isEmpty());
    }

    private static boolean same(Condition one, Condition other) {
        return one.getStatus().equals(other.getStatus())
                && one.getReason().equals(other.getReason())
                && one.getMessage().equals(other.getMessage());
    }
}
