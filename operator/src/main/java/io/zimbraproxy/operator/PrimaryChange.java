package io.zimbraproxy.operator;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.zimbraproxy.crds.ZimbraProxy;
import java.util.Objects;

/**
 * Filter for updates of a resource that trigger a reconcile: changes of the specification, of the annotations ({@code paused}), and a
 * deletion. Changes of the status do not.
 */
public final class PrimaryChange implements OnUpdateFilter<ZimbraProxy> {
    @Override
    public boolean accept(ZimbraProxy now, ZimbraProxy before) {
        return between(before, now);
    }

    /**
     * Tells whether an update triggers a reconcile. Another uid means that the resource was deleted and created again between two
     * events.
     */
    static boolean between(ZimbraProxy before, ZimbraProxy now) {
        return !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid())
                || !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp());
    }
}
