package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.zimbraproxy.operator.api.TestCluster;
import org.junit.jupiter.api.Test;

/** Loss of the connection to the API server. A separate class, because watches reconnect one after another and disturb other tests. */
class ApiServerAwayIT {
    @Test
    void changesDuringAnOutageAreAppliedAfterIt() throws Exception {
        try (TestCluster cluster = new TestCluster()) {
            cluster.createServing();

            cluster.gate().shut();
            cluster.edit("\"lineBytes\":16384", "\"lineBytes\":20000");
            cluster.object(Service.class, "edge").delete();
            cluster.gate().open();

            cluster.await("the change", () -> cluster.config().contains("lineBytes: 20000"));
            cluster.await(
                    "the Service", () -> cluster.object(Service.class, "edge").get() != null);
            assertThat(cluster.operator().alive()).isTrue();
        }
    }
}
