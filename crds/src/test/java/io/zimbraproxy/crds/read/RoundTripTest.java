package io.zimbraproxy.crds.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.cases.Case;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a written resource is read back unchanged, by this reader and by the Kubernetes client of the operator. */
class RoundTripTest {
    static Stream<Case> manifests() {
        return Case.in("good");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manifests")
    void writtenAndReadAgain(Case manifest) throws JsonProcessingException {
        ZimbraProxy resource = read(manifest.text());

        ZimbraProxy again = read(new YAMLMapper().writeValueAsString(resource));

        assertThat(again.getSpec()).isEqualTo(resource.getSpec());
        assertThat(again.getMetadata()).isEqualTo(resource.getMetadata());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manifests")
    void kubernetesClientReadsTheSame(Case manifest) {
        ZimbraProxy resource = new KubernetesSerialization().unmarshal(manifest.text(), ZimbraProxy.class);

        assertThat(resource.getSpec()).isEqualTo(read(manifest.text()).getSpec());
    }

    private static ZimbraProxy read(String text) {
        ManifestResult result = ManifestReader.read("test", text.getBytes(StandardCharsets.UTF_8));
        assertThat(result.problems()).isEmpty();
        return result.resource();
    }
}
