package io.zimbraproxy.operator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.read.ManifestReader;
import io.zimbraproxy.crds.read.ManifestResult;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.SpecHash;
import io.zimbraproxy.crds.validate.SpecValidator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy can read the manifest for the pods, and reads the same specification, whatever its size. */
class PodConfigTest {
    private static final String EVERYTHING = """
            apiVersion: zimbraproxy.io/v1alpha1
            kind: ZimbraProxy
            metadata: {name: edge, namespace: mail, generation: 7}
            spec:
              hostname: mail.example.com
              listeners:
                - {name: imaps, protocol: IMAPS, port: 993}
                - {name: https, protocol: HTTPS, port: 443}
              tls: {certificateRef: {name: mail-tls}, certificateIssuerRef: {name: company}}
              lookup: {handlers: ["https://mailbox-1.internal:7072"]}
              routeCache: {managed: {replicas: 1}}
              upstream: {pools: [{name: mailclient, serversFrom: {service: {name: mailbox}}}]}
              deployment: {replicas: 5}
              domains:
            """;

    /** Approximate size of the domains in kilobytes, the first character of the text, and whether it fits into a ConfigMap. */
    @ParameterizedTest
    @CsvSource({"100, a, true", "440, a, true", "700, {, true", "1100, {, false"})
    void sizes(int kilobytes, char first, boolean fits) {
        PodConfig config = config(kilobytes * 1000);

        assertThat(config.text()).startsWith(String.valueOf(first));
        assertThat(config.fits()).isEqualTo(fits);
        assertThat(config.text().getBytes(StandardCharsets.UTF_8).length <= PodConfig.MAX_BYTES)
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"1000", "700000"})
    void proxyReadsTheSameSpecification(int bytes) {
        PodConfig config = config(bytes);

        ManifestResult result =
                ManifestReader.read("zimbraproxy.yaml", config.text().getBytes(StandardCharsets.UTF_8));

        assertThat(result.problems()).isEmpty();
        assertThat(SpecValidator.validate(result.resource().getSpec())).isEmpty();
        assertThat(SpecHash.of(result.resource().getSpec())).isEqualTo(config.hash());
        assertThat(result.resource().getMetadata().getGeneration()).isEqualTo(7);
    }

    @Test
    void fieldsForTheOperatorAreRemoved() {
        assertThat(config(1000).text())
                .doesNotContain("deployment", "managed", "certificateIssuerRef", "serversFrom")
                .contains("edge-cache-0.edge-cache.mail.svc:11211", "bindPort: 10443");
    }

    /** The number of pods does not change the hash. */
    @Test
    void hashCoversTheConfigurationOnly() {
        String hash = config(EVERYTHING, 1000).hash();

        assertThat(config(EVERYTHING.replace("replicas: 5", "replicas: 6"), 1000)
                        .hash())
                .isEqualTo(hash);
        assertThat(config(EVERYTHING.replace("mail.example.com", "imap.example.com"), 1000)
                        .hash())
                .isNotEqualTo(hash);
    }

    private static PodConfig config(int bytes) {
        return config(EVERYTHING, bytes);
    }

    /** Appends about this many bytes of domains, as YAML. */
    private static PodConfig config(String head, int bytes) {
        String text = head
                + IntStream.range(0, bytes / 250)
                        .mapToObj(number -> String.format(
                                "    - {name: d%d.example, responseHeaders: {X-Note: \"%s\"}}",
                                number, "n".repeat(190)))
                        .collect(Collectors.joining("\n"));
        ZimbraProxy proxy = Serialization.unmarshal(text, ZimbraProxy.class);
        return PodConfig.of(proxy, new ResolvedPools(List.of(pool(proxy)), List.of()));
    }

    private static Pool pool(ZimbraProxy proxy) {
        return Pool.of(proxy.getSpec().upstream().pools().get(0).name())
                .withServers(List.of(PoolServer.of("10.0.0.1")));
    }
}
