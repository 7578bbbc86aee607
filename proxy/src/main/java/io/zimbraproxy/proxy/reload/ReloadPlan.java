package io.zimbraproxy.proxy.reload;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The operations that lead from one snapshot to the next.
 *
 * @param operations in the order of {@link Operation}
 */
public record ReloadPlan(List<Operation> operations) {
    /** Returns only the operations that these changes need. */
    public static ReloadPlan of(ConfigDiff diff) {
        Set<Part> parts = diff.parts();
        return new ReloadPlan(Arrays.stream(Operation.values())
                .filter(operation -> operation.neededFor(parts))
                .toList());
    }

    /** Returns all operations, for the start of the process. */
    public static ReloadPlan everything() {
        return new ReloadPlan(List.copyOf(EnumSet.allOf(Operation.class)));
    }

    public boolean has(Operation operation) {
        return operations.contains(operation);
    }
}
