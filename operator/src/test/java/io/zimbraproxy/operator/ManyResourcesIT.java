package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.operator.api.MockApiServer;
import io.zimbraproxy.operator.api.OperatorProcess;
import io.zimbraproxy.operator.api.PodFleet;
import io.zimbraproxy.operator.api.TlsSecret;
import io.zimbraproxy.operator.api.UsageMeter;
import io.zimbraproxy.operator.status.ConditionType;
import io.zimbraproxy.operator.status.StatusBuilder;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** Cost of many resources in time, memory and API requests. {@code -Dresources=1000} sets the number of resources of a large site. */
class ManyResourcesIT {
    private static final int RESOURCES = Integer.getInteger("resources", 30);
    private static final int NAMESPACES = 10;
    private static final int ROUNDS = 3;
    private static final int PODS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60).plusMillis(300L * RESOURCES);

    private static final String MANIFEST = """
            apiVersion: zimbraproxy.io/v1alpha1
            kind: ZimbraProxy
            metadata: {name: %1$s, namespace: %2$s}
            spec:
              hostname: mail.example.com
              listeners:
                - {name: imap, protocol: IMAP, port: 143}
                - {name: imaps, protocol: IMAPS, port: 993}
                - {name: pop3s, protocol: POP3S, port: 995}
              tls: {certificateRef: {name: %1$s-tls}}
              domains:
                - {name: example.com, virtualHosts: [mail.example.com], certificateRef: {name: %1$s-tls}}
              lookup: {handlers: ["https://mailbox-1.internal:7072"]}
            """;

    private final PemPair certificate = CertificateAuthority.create("Test").issue("mail.example.com");

    @Test
    void settleAndStaySettled() throws Exception {
        try (MockApiServer server = MockApiServer.start();
                PodFleet fleet = new PodFleet(server.client());
                OperatorProcess operator = start(server, fleet);
                SharedIndexInformer<ZimbraProxy> seen = server.client()
                        .resources(ZimbraProxy.class)
                        .inAnyNamespace()
                        .inform()) {
            UsageMeter meter = new UsageMeter(RESOURCES, PODS, server, fleet, operator);
            await(operator, "the operator", () -> operator.log().contains("Installed features"));
            meter.print("idle");

            IntStream.range(0, RESOURCES).forEach(number -> create(server.client(), number));
            await(
                    operator,
                    "all settle",
                    () -> seen.getIndexer().list().stream()
                                    .filter(ManyResourcesIT::ready)
                                    .count()
                            == RESOURCES);
            meter.print("settled");

            for (int round = 0; round < ROUNDS; round++) {
                touchAll(server.client(), fleet, operator, round);
            }
            assertThat(server.writes()).isEmpty();
            meter.print("reconciled " + ROUNDS + " times more");
            assertThat(server.refused())
                    .as("requests that the roles do not allow")
                    .isEmpty();
        }
    }

    /** Starts the operator with the memory and CPU of the Deployment in k8s/base. */
    private static OperatorProcess start(MockApiServer server, PodFleet fleet) throws IOException {
        return OperatorProcess.start(
                server,
                Map.of(),
                "-Xmx256m",
                "-XX:ActiveProcessorCount=1",
                "-Dzimbra-proxy.poll-interval=5s",
                "-Dzimbra-proxy.pod-port=" + fleet.port());
    }

    private static String namespace(int number) {
        return "mail-" + number % NAMESPACES;
    }

    private static String name(int number) {
        return "edge-" + number;
    }

    private void create(KubernetesClient client, int number) {
        Secret secret = TlsSecret.of(name(number) + "-tls", certificate.certificate(), certificate.key());
        client.secrets().inNamespace(namespace(number)).resource(secret).create();
        client.resource(MockApiServer.read(MANIFEST.formatted(name(number), namespace(number)), ZimbraProxy.class))
                .create();
    }

    private static boolean ready(ZimbraProxy proxy) {
        return StatusBuilder.find(proxy.getStatus(), ConditionType.Ready)
                .filter(condition -> condition.getStatus().equals("True"))
                .isPresent();
    }

    /** Touches every resource and waits until the operator has reconciled all of them. */
    private static void touchAll(KubernetesClient client, PodFleet fleet, OperatorProcess operator, int round) {
        int[] before = IntStream.range(0, RESOURCES)
                .map(number -> fleet.configRequests(namespace(number), name(number)))
                .toArray();
        String patch = "{\"metadata\":{\"annotations\":{\"example.com/touched\":\"" + round + "\"}}}";
        IntStream.range(0, RESOURCES).forEach(number -> client.resources(ZimbraProxy.class)
                .inNamespace(namespace(number))
                .withName(name(number))
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
        await(operator, "a reconcile of every resource", () -> IntStream.range(0, RESOURCES)
                .allMatch(number -> fleet.configRequests(namespace(number), name(number)) >= before[number] + PODS));
    }

    private static void await(OperatorProcess operator, String what, Callable<Boolean> happened) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(happened);
        } catch (ConditionTimeoutException never) {
            throw new AssertionError("not in time: " + what + "\n" + operator.log(), never);
        }
    }
}
