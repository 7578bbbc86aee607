package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.Condition;

/**
 * A Kubernetes Event about a resource.
 *
 * @param reason one word, mostly the reason of a condition
 */
public record StatusEvent(Type type, String reason, String message) {
    /** Types of Events; the names are the values in the Event. */
    public enum Type {
        Normal,
        Warning
    }

    static StatusEvent of(Type type, Condition condition) {
        return new StatusEvent(type, condition.getReason(), condition.getMessage());
    }
}
