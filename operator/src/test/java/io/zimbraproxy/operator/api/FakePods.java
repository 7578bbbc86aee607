package io.zimbraproxy.operator.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/**
 * Simulated pods of one resource. All of them are ready at one address and respond to {@code GET /config} as a proxy that has read
 * the ConfigMap. Also simulates the Deployment controller.
 */
public final class FakePods implements AutoCloseable {
    private final HttpServer management;
    private final AtomicReference<String> response = new AtomicReference<>("{}");
    private final AtomicInteger configRequests = new AtomicInteger();

    /** Starts the pods at an address of the loopback network. */
    public FakePods(String address) throws IOException {
        management = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0);
        management.createContext("/config", this::serve);
        management.start();
    }

    public int port() {
        return management.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        configRequests.incrementAndGet();
        byte[] body = response.get().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Counts the requests for {@code /config}. The operator sends one to every pod at each reconcile of the resource. */
    public int configRequests() {
        return configRequests.get();
    }

    /** Waits until the operator sends no more requests: it has finished its reconciles. */
    public void awaitIdle(Duration patience) {
        AtomicInteger before = new AtomicInteger(-1);
        Awaitility.await()
                .atMost(patience)
                .during(Duration.ofMillis(500))
                .until(() -> before.getAndSet(configRequests()) == configRequests());
    }

    /** Makes the pods run the ConfigMap of the API server. Real kubelets deliver it after some time. */
    public void readConfig(KubernetesClient client, String namespace, String name) {
        ConfigMap map = client.configMaps()
                .inNamespace(namespace)
                .withName(name + "-config")
                .get();
        response.set(PodConfigResponse.running(map));
    }

    /** Makes the pods refuse the new configuration and keep the old one. */
    public void refuseConfig(String problem) {
        response.set(PodConfigResponse.refusing(problem));
    }

    /** Creates the ready pods of a Deployment and counts them in its status. */
    public void completeRollout(KubernetesClient client, String namespace, String name) {
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get();
        Rollout.complete(
                client, deployment, management.getAddress().getAddress().getHostAddress());
    }

    @Override
    public void close() {
        management.stop(0);
    }
}
