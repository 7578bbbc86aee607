package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.operator.api.MockApiServer;
import io.zimbraproxy.operator.api.OperatorProcess;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An operator for its own namespace must not send requests for other namespaces, where it has no permissions. */
class NamespacedIT {
    @Test
    void staysInItsNamespace() throws Exception {
        try (MockApiServer server = MockApiServer.start();
                OperatorProcess operator = OperatorProcess.start(
                        server, Map.of("QUARKUS_OPERATOR_SDK_NAMESPACES", "JOSDK_WATCH_CURRENT"))) {
            server.client().resource(MockApiServer.read("""
                            apiVersion: zimbraproxy.io/v1alpha1
                            kind: ZimbraProxy
                            metadata: {name: edge, namespace: zimbra-proxy-system}
                            spec: {hostname: mail.example.com, listeners: []}
                            """, ZimbraProxy.class)).create();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> operator.alive()
                            && server.client()
                                            .resources(ZimbraProxy.class)
                                            .inNamespace("zimbra-proxy-system")
                                            .withName("edge")
                                            .get()
                                            .getStatus()
                                    != null);
            assertThat(server.namespaces()).containsExactly("zimbra-proxy-system");
        }
    }
}
