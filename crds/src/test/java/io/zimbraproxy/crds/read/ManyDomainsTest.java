package io.zimbraproxy.crds.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.validate.SpecValidator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests a site with thousands of domains, each with its own certificates. */
class ManyDomainsTest {
    private static final int MOST = 5_000;

    @Test
    void largestNumberOfDomainsFitsIntoAManifest() {
        assertThat(problems(MOST)).isEmpty();
    }

    @Test
    void oneMoreIsTooMany() {
        assertThat(problems(MOST + 1))
                .containsExactly("spec.domains: has too many entries (saw 5001); keep at most 5000");
    }

    private static List<String> problems(int domains) {
        ManifestResult result = ManifestReader.read("test", manifest(domains).getBytes(StandardCharsets.UTF_8));
        assertThat(result.problems()).isEmpty();
        return SpecValidator.validate(result.resource().getSpec()).stream()
                .map(Object::toString)
                .toList();
    }

    private static String manifest(int domains) {
        return """
                apiVersion: zimbraproxy.io/v1alpha1
                kind: ZimbraProxy
                metadata: {name: edge}
                spec:
                  hostname: mail.example.com
                  listeners: [{name: imaps, protocol: IMAPS, port: 993}]
                  lookup: {handlers: ["https://mailbox-1.internal:7072"]}
                  domains:
                """
                + IntStream.range(0, domains)
                        .mapToObj(ManyDomainsTest::domain)
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String domain(int number) {
        String name = "customer-number-%05d.example".formatted(number);
        return "    - {name: %1$s, virtualHosts: [mail.%1$s], certificateRef: {name: %1$s-rsa}, alternativeCertificateRef: {name: %1$s-ecdsa}}"
                .formatted(name);
    }
}
