package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** ConfigMap with the manifest for the pods. Running pods reload it when it changes, so no pod is rolled. */
public final class ProxyConfigMap implements Owned {
    static final String SUFFIX = "-config";
    static final String FILE = "zimbraproxy.yaml";

    @Override
    public List<? extends HasMetadata> desired(DesiredContext context) {
        return List.of(new ConfigMapBuilder()
                .withMetadata(Labels.of(context, SUFFIX))
                .addToData(FILE, context.config().text())
                .build());
    }

    @Override
    public WhileHeld whileHeld() {
        return WhileHeld.KEEP;
    }
}
