package io.zimbraproxy.operator.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A pod and its kubelet: runs the container and updates the volumes from the API server, one after another. */
public final class ProxyPod implements AutoCloseable {
    private final VolumeContent content;
    private final Map<Volume, MountedVolume> volumes = new LinkedHashMap<>();
    private final ExecutorService kubelet = Executors.newSingleThreadExecutor();
    private final List<SharedIndexInformer<?>> watches;
    private final ProxyContainer container;
    private volatile String held = "";

    /** Starts the only container of a Deployment's pod. Its volumes are folders in {@code root}; {@code port} is its management port. */
    public ProxyPod(KubernetesClient client, Deployment deployment, Path root, int port) throws IOException {
        String namespace = deployment.getMetadata().getNamespace();
        content = new VolumeContent(client, namespace);
        PodSpec pod = deployment.getSpec().getTemplate().getSpec();
        for (Volume volume : pod.getVolumes()) {
            volumes.put(volume, new MountedVolume(Files.createDirectory(root.resolve(volume.getName()))));
        }
        sync();
        Container only = pod.getContainers().get(0);
        container = ProxyContainer.start(only, mounts(only), port);
        watches = List.of(
                client.configMaps().inNamespace(namespace).inform(new Changes<>()),
                client.secrets().inNamespace(namespace).inform(new Changes<>()));
    }

    public ProxyContainer container() {
        return container;
    }

    /** Stops the updates of this volume, as if the kubelet had not seen a change yet. */
    public void hold(String volume) {
        held = volume;
    }

    /** Resumes the updates of all volumes. */
    public void release() {
        held = "";
        kubelet.execute(this::update);
    }

    private void update() {
        try {
            sync();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void sync() throws IOException {
        for (Map.Entry<Volume, MountedVolume> volume : volumes.entrySet()) {
            boolean follows = !volume.getKey().getName().equals(held);
            if (volume.getKey().getEmptyDir() == null && follows) {
                volume.getValue().write(content.of(volume.getKey()));
            }
        }
    }

    /** Maps mount paths in the container to local folders. */
    private Map<String, Path> mounts(Container only) {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (VolumeMount mount : only.getVolumeMounts()) {
            volumes.forEach((volume, mounted) -> {
                if (volume.getName().equals(mount.getName())) {
                    folders.put(mount.getMountPath(), mounted.folder());
                }
            });
        }
        return folders;
    }

    @Override
    public void close() {
        watches.forEach(SharedIndexInformer::close);
        kubelet.shutdown();
        container.close();
    }

    /** Updates all volumes after any change. */
    private final class Changes<T> implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            kubelet.execute(ProxyPod.this::update);
        }

        @Override
        public void onUpdate(T before, T object) {
            kubelet.execute(ProxyPod.this::update);
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            kubelet.execute(ProxyPod.this::update);
        }
    }
}
