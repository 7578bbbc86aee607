package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people are told when a status takes the place of another: each thing once, when it begins. */
public final class News {
    private static final String NORMAL = "Normal";
    private static final String WARNING = "Warning";

    private News() {}

    /**
     * An event.
     *
     * @param type Normal or Warning
     * @param reason one word
     */
    public record Item(String type, String reason, String message) {}

    /** {@code before} is null for the first one. */
    public static List<Item> between(ZimbraProxyStatus before, ZimbraProxyStatus after) {
        List<Item> news = new ArrayList<>();
        changed(before, after, ConditionType.Accepted)
                .filter(now -> now.getStatus().equals("False"))
                .ifPresent(now -> news.add(item(WARNING, now)));
        changed(before, after, ConditionType.ResolvedRefs)
                .filter(now -> now.getStatus().equals("False"))
                .ifPresent(now -> news.add(item(WARNING, now)));
        changed(before, after, ConditionType.Programmed).ifPresent(now -> programmed(now, news));
        changed(before, after, ConditionType.Warning).ifPresent(now -> news.add(item(WARNING, now)));
        rollout(before, after, news);
        return news;
    }

    private static void programmed(Condition now, List<Item> news) {
        if (now.getStatus().equals("True")) {
            news.add(item(NORMAL, now));
        } else if (List.of("Refused", "ApplyFailed").contains(now.getReason())) {
            news.add(item(WARNING, now));
        }
    }

    private static void rollout(ZimbraProxyStatus before, ZimbraProxyStatus after, List<Item> news) {
        boolean was = rolling(before);
        boolean is = rolling(after);
        if (is && !was) {
            news.add(new Item(NORMAL, "RolloutStarted", "pods of another shape take over one by one"));
        } else if (was && !is) {
            news.add(new Item(NORMAL, "RolloutComplete", "all pods are of the newest shape"));
        }
    }

    private static boolean rolling(ZimbraProxyStatus status) {
        return StatusBuilder.find(status, ConditionType.Ready)
                .filter(ready -> ready.getReason().equals("RollingOut"))
                .isPresent();
    }

    private static Item item(String type, Condition condition) {
        return new Item(type, condition.getReason(), condition.getMessage());
    }

    /** The condition, when it says something that it did not say before. */
    private static Optional<Condition> changed(ZimbraProxyStatus before, ZimbraProxyStatus after, ConditionType type) {
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
