package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.List;

/** ServiceAccount of the pods. It has no permissions and mounts no token. */
public final class PodServiceAccount implements Owned {
    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        return List.of(new ServiceAccountBuilder()
                .withMetadata(Labels.of(context, ""))
                .withAutomountServiceAccountToken(false)
                .build());
    }
}
