package io.zimbraproxy.operator;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.zimbraproxy.crds.ZimbraProxy;
import java.util.Objects;

/** What of a resource concerns the operator: its specification, its annotations ({@code paused}) and its end, not its status. */
public final class PrimaryChange implements OnUpdateFilter<ZimbraProxy> {
    @Override
    public boolean accept(ZimbraProxy now, ZimbraProxy before) {
        return between(before, now);
    }

    /** Whether the operator has something to do with what is different; another of the same name may have come unseen. */
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
