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
 * Plays the parts of Kubernetes that make pods of Deployments, and the pods of one resource: all of them are ready at one address, and
 * answer {@code GET /config} as a proxy does that has read the ConfigMap.
 */
public final class FakePods implements AutoCloseable {
    private final HttpServer management;
    private final AtomicReference<String> answer = new AtomicReference<>("{}");
    private final AtomicInteger asked = new AtomicInteger();

    /** Pods at an address of the loopback network. */
    public FakePods(String address) throws IOException {
        management = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0);
        management.createContext("/config", this::serve);
        management.start();
    }

    public int port() {
        return management.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** How often a pod was asked what it runs; the operator asks all of them whenever it looks at the resource. */
    public int asked() {
        return asked.get();
    }

    /** Waits until they are not asked any more: the operator has nothing to do with the resource. */
    public void awaitQuiet(Duration patience) {
        AtomicInteger before = new AtomicInteger(-1);
        Awaitility.await()
                .atMost(patience)
                .during(Duration.ofMillis(500))
                .until(() -> before.getAndSet(asked()) == asked());
    }

    /** The pods have read the ConfigMap, as kubelets bring it to them after a while. */
    public void readConfig(KubernetesClient client, String namespace, String name) {
        ConfigMap map = client.configMaps()
                .inNamespace(namespace)
                .withName(name + "-config")
                .get();
        answer.set(PodConfigResponse.running(map));
    }

    /** They refuse what they read, and run what they had. */
    public void refuse(String problem) {
        answer.set(PodConfigResponse.refusing(problem));
    }

    /** Makes the pods of a Deployment, all of them ready, and counts them in its status. */
    public void roll(KubernetesClient client, String namespace, String name) {
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
