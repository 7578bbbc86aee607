package io.zimbraproxy.operator.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Plays Kubernetes and the pods of many resources: pods are ready as soon as a Deployment asks for them, and run a ConfigMap as soon as
 * it is there. Those of each resource have an address of their own in the loopback network, and one server answers for all.
 */
public final class PodFleet implements AutoCloseable {
    private static final int HOSTS = 250;

    private final HttpServer management;
    private final ExecutorService kubernetes = Executors.newSingleThreadExecutor();
    private final KubernetesClient client;
    private final List<SharedIndexInformer<?>> watches;
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    /** Plays from now on. */
    public PodFleet(KubernetesClient client) throws IOException {
        this.client = client;
        // There are as many addresses as resources, and a server has one or all.
        management = HttpServer.create(new InetSocketAddress(0), 0);
        management.createContext("/config", this::serve);
        management.start();
        watches = List.of(
                client.configMaps().inAnyNamespace().inform(new Heard<>(this::read)),
                client.apps()
                        .deployments()
                        .inAnyNamespace()
                        .inform(new Heard<>(deployment -> kubernetes.execute(() -> roll(deployment)))));
    }

    public int port() {
        return management.getAddress().getPort();
    }

    /** How often the pods of a resource were asked what they run. */
    public int asked(String namespace, String name) {
        AtomicInteger count = asked.get(address(namespace, name));
        return count == null ? 0 : count.get();
    }

    /** How often pods were asked at all. */
    public int asked() {
        return asked.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private synchronized String address(String namespace, String name) {
        return addresses.computeIfAbsent(namespace + '/' + name, resource -> {
            int number = addresses.size();
            return "127.1." + number / HOSTS + '.' + (number % HOSTS + 1);
        });
    }

    private void serve(HttpExchange exchange) throws IOException {
        String address = exchange.getLocalAddress().getAddress().getHostAddress();
        asked.computeIfAbsent(address, first -> new AtomicInteger()).incrementAndGet();
        byte[] body = answers.getOrDefault(address, "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void read(ConfigMap map) {
        String name = map.getMetadata().getName();
        String instance = name.substring(0, name.lastIndexOf("-config"));
        answers.put(address(map.getMetadata().getNamespace(), instance), PodConfigResponse.running(map));
    }

    private void roll(Deployment deployment) {
        Long counted =
                deployment.getStatus() == null ? null : deployment.getStatus().getObservedGeneration();
        if (!Objects.equals(counted, deployment.getMetadata().getGeneration())) {
            Rollout.complete(
                    client,
                    deployment,
                    address(
                            deployment.getMetadata().getNamespace(),
                            deployment.getMetadata().getName()));
        }
    }

    @Override
    public void close() {
        watches.forEach(SharedIndexInformer::close);
        kubernetes.shutdownNow();
        management.stop(0);
    }

    /** Whatever comes or changes. */
    private record Heard<T extends HasMetadata>(Consumer<T> listener) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            listener.accept(object);
        }

        @Override
        public void onUpdate(T before, T object) {
            listener.accept(object);
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            // Nobody asks for pods of what is gone.
        }
    }
}
