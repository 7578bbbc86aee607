package io.zimbraproxy.proxy.reload;

import io.zimbraproxy.proxy.config.Snapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The differences between two snapshots.
 *
 * @param changes in the order of the manifest
 */
public record ConfigDiff(List<Change> changes) {
    public static ConfigDiff between(Snapshot before, Snapshot after) {
        return new ConfigDiff(new SnapshotComparison(before, after).changes());
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Returns the parts that have changes. */
    public Set<Part> parts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        changes.forEach(change -> parts.add(change.part()));
        return parts;
    }

    /** Returns a text for each change. */
    public List<String> texts() {
        return changes.stream().map(Change::text).toList();
    }
}
