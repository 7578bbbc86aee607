package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.zimbraproxy.crds.ZimbraProxy;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates of a resource that trigger a reconcile. */
class PrimaryChangeTest {
    static Stream<Consumer<ObjectMeta>> changes() {
        return Stream.of(
                metadata -> metadata.setUid("of a later resource with the same name"),
                metadata -> metadata.setGeneration(2L),
                metadata -> metadata.setAnnotations(Map.of("zimbraproxy.io/paused", "true")),
                metadata -> metadata.setDeletionTimestamp("2030-01-01T12:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void triggersAReconcile(Consumer<ObjectMeta> change) {
        assertThat(accepted(change)).isTrue();
    }

    /** A new status changes the resource version only. */
    @Test
    void resourceVersionDoesNotTrigger() {
        assertThat(accepted(metadata -> metadata.setResourceVersion("2"))).isFalse();
    }

    private static boolean accepted(Consumer<ObjectMeta> change) {
        ZimbraProxy now = resource();
        change.accept(now.getMetadata());
        return new PrimaryChange().accept(now, resource());
    }

    private static ZimbraProxy resource() {
        ZimbraProxy resource = new ZimbraProxy();
        resource.getMetadata().setUid("uid");
        resource.getMetadata().setGeneration(1L);
        resource.getMetadata().setResourceVersion("1");
        return resource;
    }
}
