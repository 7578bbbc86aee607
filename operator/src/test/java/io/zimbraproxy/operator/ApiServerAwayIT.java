package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.zimbraproxy.operator.api.TestCluster;
import org.junit.jupiter.api.Test;

/** The API server goes and comes back; for itself, because watches come back one after the other. */
class ApiServerAwayIT {
    @Test
    void whatHappenedMeanwhileIsTakenUp() throws Exception {
        try (TestCluster scene = new TestCluster()) {
            scene.serving();

            scene.door().shut();
            scene.edit("\"lineBytes\":16384", "\"lineBytes\":20000");
            scene.object(Service.class, "edge").delete();
            scene.door().open();

            scene.await("the change", () -> scene.config().contains("lineBytes: 20000"));
            scene.await("the Service", () -> scene.object(Service.class, "edge").get() != null);
            assertThat(scene.operator().alive()).isTrue();
        }
    }
}
