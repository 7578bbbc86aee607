package io.zimbraproxy.operator.api;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import io.zimbraproxy.operator.status.ConditionType;
import io.zimbraproxy.operator.status.StatusBuilder;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A mock API server, the packaged operator and simulated pods, for a resource {@code edge} in the namespace {@code mail}. */
public final class TestCluster implements AutoCloseable {
    public static final String NAMESPACE = "mail";
    public static final String NAME = "edge";

    /** Time limit of each wait. */
    public static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("operator.patience", 60));

    private static final String MANIFEST = """
            apiVersion: zimbraproxy.io/v1alpha1
            kind: ZimbraProxy
            metadata: {name: edge, namespace: mail}
            spec:
              hostname: mail.example.com
              listeners:
                - {name: imaps, protocol: IMAPS, port: 993}
              tls: {certificateRef: {name: mail-tls}}
              lookup: {handlers: ["https://mailbox-1.internal:7072"]}
              deployment: {replicas: 2}
            """;

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("Test");
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Deployment.class,
            DaemonSet.class,
            Service.class,
            ConfigMap.class,
            Secret.class,
            ServiceAccount.class,
            PodDisruptionBudget.class,
            NetworkPolicy.class);

    private final MockApiServer server = MockApiServer.start();
    private final TcpGate gate;
    private final FakePods pods;
    private final OperatorProcess operator;

    /** Starts the API server, the operator and simulated pods. */
    public TestCluster() throws Exception {
        this(new FakePods("127.0.0.1"));
    }

    private TestCluster(FakePods pods) throws Exception {
        this(pods, pods.port());
    }

    /** Starts the API server and the operator for real pods whose management port is {@code podPort}. */
    public TestCluster(int podPort) throws Exception {
        this(new FakePods("127.0.0.1"), podPort);
    }

    private TestCluster(FakePods pods, int podPort) throws Exception {
        this.pods = pods;
        gate = TcpGate.to(server.port());
        operator = OperatorProcess.start(gate.url(), Map.of(), "-Dzimbra-proxy.pod-port=" + podPort);
    }

    public MockApiServer server() {
        return server;
    }

    /** Returns the gate between the operator and the API server. The client of the tests bypasses it. */
    public TcpGate gate() {
        return gate;
    }

    public FakePods pods() {
        return pods;
    }

    public OperatorProcess operator() {
        return operator;
    }

    public KubernetesClient client() {
        return server.client();
    }

    /** Deletes everything that a test created. */
    public void clear() {
        // One at a time: the mock deletes owned objects only with a single resource.
        client().resources(ZimbraProxy.class).inAnyNamespace().list().getItems().forEach(resource -> client().resource(
                        resource)
                .delete());
        await(
                "the resources are deleted",
                () -> client().resources(ZimbraProxy.class).list().getItems().isEmpty());
        KINDS.forEach(kind -> client().resources(kind).inNamespace(NAMESPACE).delete());
        client().pods().inNamespace(NAMESPACE).delete();
        client().v1().events().inNamespace(NAMESPACE).delete();
        client().discovery().v1().endpointSlices().inNamespace(NAMESPACE).delete();
    }

    public Resource<ZimbraProxy> proxy() {
        return client().resources(ZimbraProxy.class).inNamespace(NAMESPACE).withName(NAME);
    }

    public <T extends HasMetadata> Resource<T> object(Class<T> kind, String name) {
        return client().resources(kind).inNamespace(NAMESPACE).withName(name);
    }

    public Deployment deployment() {
        return object(Deployment.class, NAME).get();
    }

    /** Returns the manifest in the ConfigMap of the pods; empty if there is no ConfigMap. */
    public String config() {
        ConfigMap map = object(ConfigMap.class, NAME + "-config").get();
        return map == null ? "" : map.getData().get("zimbraproxy.yaml");
    }

    /** Returns a file in the Secret bundle of the pods; null if there is none. */
    public String file(String name) {
        Secret bundle = object(Secret.class, NAME + "-secrets-0").get();
        String content = bundle == null || bundle.getData() == null
                ? null
                : bundle.getData().get(name);
        return content == null ? null : new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
    }

    public PemPair issue() {
        return issue("mail.example.com");
    }

    public PemPair issue(String host) {
        return AUTHORITY.issue(host);
    }

    /** Creates or replaces a TLS Secret; {@code certificate} and {@code key} are PEM. */
    public void secret(String name, String certificate, String key) {
        Secret secret = TlsSecret.of(name, certificate, key);
        client().secrets().inNamespace(NAMESPACE).resource(secret).createOr(existing -> existing.update());
    }

    /** Creates the resource from its manifest, to which {@code change} is applied. */
    public void create(Function<String, String> change) {
        client().resource(MockApiServer.read(change.apply(MANIFEST), ZimbraProxy.class))
                .create();
    }

    /** Replaces a text in the resource, as {@code kubectl edit} does. Retries after a conflict. */
    public void edit(String from, String to) {
        await(from + " is " + to, () -> edited(from, to));
    }

    private boolean edited(String from, String to) {
        ZimbraProxy existing = proxy().get();
        String text = client().getKubernetesSerialization().asJson(existing);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(from + " is not in " + text);
        }
        client().resource(MockApiServer.read(text.replace(from, to), ZimbraProxy.class))
                .update();
        return true;
    }

    public void annotate(String name, String value) {
        proxy().edit(existing -> {
            Map<String, String> annotations = new TreeMap<>(
                    Objects.requireNonNullElse(existing.getMetadata().getAnnotations(), Map.of()));
            annotations.put(name, value);
            existing.getMetadata().setAnnotations(annotations);
            return existing;
        });
    }

    /** Creates a resource with its Secret and waits until its two pods serve. */
    public void createServing() {
        PemPair pair = issue();
        secret("mail-tls", pair.certificate(), pair.key());
        create(text -> text);
        await(ConditionType.Programmed, "False", "NoReadyPods");
        await("the pods", () -> deployment() != null);
        await("its key", () -> pair.key().equals(file("mail-tls_tls.key")));
        updatePods();
        await(ConditionType.Ready, "True", "Ready");
    }

    /** Makes the pods run the current configuration and completes the rollout of the Deployment. */
    public void updatePods() {
        pods.readConfig(client(), NAMESPACE, NAME);
        pods.completeRollout(client(), NAMESPACE, NAME);
    }

    /** Completes the rollout of the Deployment with ready pods at this address. */
    public void completeRollout(String address) {
        Rollout.complete(client(), deployment(), address);
    }

    /** Waits until a condition of the newest generation has this status and reason. Returns its message. */
    public String await(ConditionType type, String status, String reason) {
        return await(proxy(), type, status, reason);
    }

    /** Waits for a condition of another resource. */
    public String await(Resource<ZimbraProxy> resource, ConditionType type, String status, String reason) {
        await(type + " " + status + " " + reason, () -> {
            ZimbraProxy now = resource.get();
            return StatusBuilder.find(now.getStatus(), type)
                    .filter(condition -> condition.getStatus().equals(status))
                    .filter(condition -> condition.getReason().equals(reason))
                    .filter(condition -> condition
                            .getObservedGeneration()
                            .equals(now.getMetadata().getGeneration()))
                    .isPresent();
        });
        return StatusBuilder.find(resource.get().getStatus(), type)
                .orElseThrow()
                .getMessage();
    }

    public Condition condition(ConditionType type) {
        return StatusBuilder.find(proxy().get().getStatus(), type).orElseThrow();
    }

    public ZimbraProxyStatus status() {
        return proxy().get().getStatus();
    }

    /** Waits until {@code happened} returns true; {@code what} names it in the failure message. */
    public void await(String what, Callable<Boolean> happened) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(happened);
        } catch (ConditionTimeoutException never) {
            throw new AssertionError(
                    "not in time: " + what + "\n"
                            + client().getKubernetesSerialization().asYaml(proxy().get()) + "\n" + operator.log(),
                    never);
        }
    }

    /** Returns the reasons of all events so far. */
    public List<String> events() {
        return client().v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .map(event -> event.getReason())
                .toList();
    }

    /** Returns the resource version of every owned object by kind and name. A write changes it. */
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (Class<? extends HasMetadata> kind : KINDS) {
            client().resources(kind).inNamespace(NAMESPACE).list().getItems().stream()
                    .filter(object -> !object.getMetadata().getOwnerReferences().isEmpty())
                    .forEach(object -> versions.put(
                            object.getKind() + "/" + object.getMetadata().getName(),
                            object.getMetadata().getResourceVersion()));
        }
        return versions;
    }

    @Override
    public void close() {
        operator.close();
        gate.close();
        pods.close();
        server.close();
    }
}
