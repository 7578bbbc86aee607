package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.operator.api.MockApiServer;
import io.zimbraproxy.operator.api.OperatorProcess;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Leader election between two operators in one cluster. */
class LeaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The standby must be ready too, or the rollout of the operator's Deployment would never complete. */
    @Test
    void standbyTakesOverWhenTheLeaderStops() throws Exception {
        try (MockApiServer server = MockApiServer.start();
                OperatorProcess first = operator(server, "first")) {
            Awaitility.await().atMost(PATIENCE).until(() -> holder(server).equals("first"));
            try (OperatorProcess second = operator(server, "second")) {
                Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(first::ready);
                Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(second::ready);
                assertThat(holder(server)).isEqualTo("first");

                first.stop();
                Awaitility.await().atMost(PATIENCE).until(() -> holder(server).equals("second"));
                server.client()
                        .resource(MockApiServer.read(MANIFEST, ZimbraProxy.class))
                        .create();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> server.client()
                                        .resources(ZimbraProxy.class)
                                        .inNamespace("mail")
                                        .withName("edge")
                                        .get()
                                        .getStatus()
                                != null);
            }
            assertThat(server.refused())
                    .as("requests that the roles do not allow")
                    .isEmpty();
        }
    }

    private static final String MANIFEST = """
            apiVersion: zimbraproxy.io/v1alpha1
            kind: ZimbraProxy
            metadata: {name: edge, namespace: mail}
            spec: {hostname: mail.example.com, listeners: []}
            """;

    private static OperatorProcess operator(MockApiServer server, String name) throws Exception {
        return OperatorProcess.start(server, Map.of("POD_NAMESPACE", "zimbra-proxy-system", "POD_NAME", name));
    }

    private static String holder(MockApiServer server) {
        var lease = server.client()
                .leases()
                .inNamespace("zimbra-proxy-system")
                .withName("zimbra-proxy-operator")
                .get();
        return lease == null || lease.getSpec().getHolderIdentity() == null
                ? ""
                : lease.getSpec().getHolderIdentity();
    }
}
