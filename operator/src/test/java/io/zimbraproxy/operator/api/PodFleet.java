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
 * Simulated pods of many resources. Pods become ready as soon as their Deployment exists, and run a ConfigMap as soon as it exists.
 * The pods of each resource share an address in the loopback network. One HTTP server responds for all of them.
 */
public final class PodFleet implements AutoCloseable {
    private static final int HOSTS = 250;

    private final HttpServer management;
    private final ExecutorService kubernetes = Executors.newSingleThreadExecutor();
    private final KubernetesClient client;
    private final List<SharedIndexInformer<?>> watches;
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, String> responses = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> configRequests = new ConcurrentHashMap<>();

    /** Starts the HTTP server and the watches. */
    public PodFleet(KubernetesClient client) throws IOException {
        this.client = client;
        // A server listens on one address or on all; here each resource has its own.
        management = HttpServer.create(new InetSocketAddress(0), 0);
        management.createContext("/config", this::serve);
        management.start();
        watches = List.of(
                client.configMaps().inAnyNamespace().inform(new ChangeHandler<>(this::read)),
                client.apps()
                        .deployments()
                        .inAnyNamespace()
                        .inform(new ChangeHandler<>(
                                deployment -> kubernetes.execute(() -> completeRollout(deployment)))));
    }

    public int port() {
        return management.getAddress().getPort();
    }

    /** Counts the requests for {@code /config} to the pods of a resource. */
    public int configRequests(String namespace, String name) {
        AtomicInteger count = configRequests.get(address(namespace, name));
        return count == null ? 0 : count.get();
    }

    /** Counts the requests for {@code /config} to all pods. */
    public int configRequests() {
        return configRequests.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private synchronized String address(String namespace, String name) {
        return addresses.computeIfAbsent(namespace + '/' + name, resource -> {
            int number = addresses.size();
            return "127.1." + number / HOSTS + '.' + (number % HOSTS + 1);
        });
    }

    private void serve(HttpExchange exchange) throws IOException {
        String address = exchange.getLocalAddress().getAddress().getHostAddress();
        configRequests.computeIfAbsent(address, first -> new AtomicInteger()).incrementAndGet();
        byte[] body = responses.getOrDefault(address, "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void read(ConfigMap map) {
        String name = map.getMetadata().getName();
        String instance = name.substring(0, name.lastIndexOf("-config"));
        responses.put(address(map.getMetadata().getNamespace(), instance), PodConfigResponse.running(map));
    }

    private void completeRollout(Deployment deployment) {
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

    /** Passes added and updated objects to a listener. */
    private record ChangeHandler<T extends HasMetadata>(Consumer<T> listener) implements ResourceEventHandler<T> {
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
            // The operator sends no requests for deleted resources.
        }
    }
}
