package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.Condition;

/** Status of a condition; the names are the values in the resource. */
enum ConditionStatus {
    True,
    False,
    Unknown;

    /** Tells whether a condition of a resource has this status. */
    boolean isOf(Condition condition) {
        return name().equals(condition.getStatus());
    }
}
