package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import io.zimbraproxy.operator.api.ApiServer;
import io.zimbraproxy.operator.api.OperatorProcess;
import io.zimbraproxy.operator.api.PlayedPods;
import io.zimbraproxy.operator.status.ConditionType;
import io.zimbraproxy.operator.status.StatusBuilder;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The life of a resource, with the packaged operator, which may do no more than the roles in k8s/base say. */
class LifeIT {
    private static final String MANIFEST = """
            apiVersion: zimbraproxy.io/v1alpha1
            kind: ZimbraProxy
            metadata: {name: edge, namespace: mail, uid: 00000000-0000-0000-0000-000000000001}
            spec:
              hostname: mail.example.com
              listeners:
                - {name: imaps, protocol: IMAPS, port: 993}
              tls: {certificateRef: {name: mail-tls}}
              lookup: {handlers: ["https://mailbox-1.internal:7072"]}
              deployment: {replicas: 2}
            """;

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("Test");

    private static ApiServer server;
    private static PlayedPods pods;
    private static OperatorProcess operator;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start();
        pods = new PlayedPods("127.0.0.1");
        operator = OperatorProcess.start(server, Map.of(), "-Dzimbra-proxy.pod-port=" + pods.port());
    }

    @AfterAll
    static void stop() {
        operator.close();
        pods.close();
        server.close();
    }

    @AfterEach
    void clean() {
        assertThat(server.refused()).as("asked for and not in the roles").isEmpty();
        client().resources(ZimbraProxy.class).inNamespace("mail").delete();
        for (var kind : List.of(
                client().apps().deployments(),
                client().services(),
                client().configMaps(),
                client().secrets(),
                client().serviceAccounts(),
                client().pods(),
                client().policy().v1().podDisruptionBudget(),
                client().network().v1().networkPolicies())) {
            kind.inNamespace("mail").delete();
        }
    }

    private static KubernetesClient client() {
        return server.client();
    }

    private static Resource<ZimbraProxy> proxy() {
        return client().resources(ZimbraProxy.class).inNamespace("mail").withName("edge");
    }

    private static Deployment deployment() {
        return client().apps().deployments().inNamespace("mail").withName("edge").get();
    }

    private static String config() {
        return client().configMaps().inNamespace("mail").withName("edge-config").get().getData().get("zimbraproxy.yaml");
    }

    private static void secret(String name, PemPair pair) {
        secret(name, pair.certificate(), pair.key());
    }

    private static void secret(String name, String certificate, String key) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("mail")
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(Map.of("tls.crt", encoded(certificate), "tls.key", encoded(key)))
                .build();
        client().secrets().inNamespace("mail").resource(secret).createOr(existing -> existing.update());
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void edit(Consumer<ZimbraProxy> change) {
        proxy().edit(existing -> {
            change.accept(existing);
            return existing;
        });
    }

    private static ZimbraProxyStatus await(Predicate<ZimbraProxyStatus> wanted) {
        return Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .conditionEvaluationListener(seen -> {})
                .until(() -> Optional.ofNullable(proxy().get()).map(ZimbraProxy::getStatus).orElse(null), status ->
                        status != null && wanted.test(status));
    }

    private static Predicate<ZimbraProxyStatus> condition(ConditionType type, String status, String reason) {
        return seen -> StatusBuilder.find(seen, type)
                .filter(condition -> condition.getStatus().equals(status) && condition.getReason().equals(reason))
                .filter(condition -> condition.getObservedGeneration()
                        .equals(proxy().get().getMetadata().getGeneration()))
                .isPresent();
    }

    private static Condition find(ConditionType type) {
        return StatusBuilder.find(proxy().get().getStatus(), type).orElseThrow();
    }

    /** A resource that serves. */
    private static void serving() {
        secret("mail-tls", AUTHORITY.issue("mail.example.com"));
        client().resource(ApiServer.read(MANIFEST, ZimbraProxy.class)).create();
        await(condition(ConditionType.Programmed, "False", "NoReadyPods"));
        pods.readConfig(client(), "mail", "edge");
        pods.roll(client(), "mail", "edge");
        await(condition(ConditionType.Ready, "True", "Ready"));
    }

    @Test
    void isCreated() {
        serving();

        assertThat(proxy().get().getStatus().pods()).isEqualTo("2/2");
        assertThat(proxy().get().getStatus().ports()).isEqualTo("IMAPS/993");
        assertThat(proxy().get().getStatus().certificates()).hasSize(1);
        assertThat(find(ConditionType.ResolvedRefs).getStatus()).isEqualTo("True");
        assertThat(events()).contains("Programmed");
    }

    private static List<String> events() {
        return client().v1().events().inNamespace("mail").list().getItems().stream()
                .map(event -> event.getReason())
                .toList();
    }

    private static Map<String, String> versions() {
        return client().resources(ZimbraProxy.class).inNamespace("mail").list().getItems().stream()
                .collect(java.util.stream.Collectors.toMap(
                        HasMetadata::getFullResourceName, found -> found.getMetadata().getResourceVersion(), (a, b) -> a + b));
    }
}
