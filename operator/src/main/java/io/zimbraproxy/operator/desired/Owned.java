package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** A kind of object that belongs to a resource. */
public interface Owned {
    /** Returns the desired objects. Other objects of the same kind that belong to the resource are deleted. */
    List<? extends HasMetadata> desired(DesiredContext context);

    /** Returns what happens to the objects while references of the resource are unresolved. */
    default WhileHeld whileHeld() {
        return WhileHeld.APPLY;
    }
}
