package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** A kind of object that belongs to a resource. */
public interface Owned {
    /** The objects there shall be; others of their kind that belong to the resource go. */
    List<? extends HasMetadata> desired(DesiredContext context);

    /** True for what stays as it is while references of the resource are broken: nothing is rolled for that. */
    default boolean waitsForReferences() {
        return false;
    }

    /** True for what is made while references are broken, but does not change then: it goes with what the pods have. */
    default boolean keepsWithPods() {
        return false;
    }
}
