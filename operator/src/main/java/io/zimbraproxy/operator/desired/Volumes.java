package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Volumes of the pods. They are mounted as folders, because Kubernetes never updates a file that is mounted by subPath. */
final class Volumes {
    /** File mode 0440: readable by the user of the pods. */
    private static final int READABLE = 288;

    private Volumes() {}

    static List<Volume> of(String instance) {
        return List.of(
                new VolumeBuilder()
                        .withName("config")
                        .withNewConfigMap()
                        .withName(instance + ProxyConfigMap.SUFFIX)
                        .withDefaultMode(READABLE)
                        .endConfigMap()
                        .build(),
                new VolumeBuilder()
                        .withName("secrets")
                        .withNewProjected()
                        .withDefaultMode(READABLE)
                        .withSources(IntStream.range(0, BundleAllocation.MAX)
                                .mapToObj(number -> source(instance, number))
                                .toList())
                        .endProjected()
                        .build(),
                new VolumeBuilder()
                        .withName("tmp")
                        .withNewEmptyDir()
                        .withSizeLimit(new Quantity("64Mi"))
                        .endEmptyDir()
                        .build());
    }

    private static VolumeProjection source(String instance, int number) {
        return new VolumeProjectionBuilder()
                .withNewSecret()
                .withName(BundleAllocation.name(instance, number))
                .withOptional(true)
                .endSecret()
                .build();
    }

    static List<VolumeMount> mounts() {
        return List.of(
                mount("config", BasePodTemplate.CONFIG_FOLDER, true),
                mount("secrets", BasePodTemplate.SECRETS_FOLDER, true),
                mount("tmp", "/tmp", null));
    }

    private static VolumeMount mount(String name, String folder, @Nullable Boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(folder)
                .withReadOnly(readOnly)
                .build();
    }
}
