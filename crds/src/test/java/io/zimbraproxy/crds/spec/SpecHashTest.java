package io.zimbraproxy.crds.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.read.ManifestReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecHashTest {
    private static final String SPEC = """
            hostname: mail.example.com
            listeners: [{name: imap, protocol: IMAP, port: 143}, {name: imaps, protocol: IMAPS, port: 993}]
            http: {responseHeaders: {A: b, C: d, E: f, G: h}}
            """;

    @Test
    void isSha256() {
        assertThat(SpecHash.of(spec(SPEC))).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deployment: {replicas: 7}",
                "timeouts: {}",
                "timeouts: {imapIdle: 2100s}",
                "imap: {capabilities: []}",
                "upstream: {tls: {enabled: true}}",
                "tls: {clientCertificates: {mode: None}}",
                "limits: {uriBytes: 16384}",
            })
    void ignoresChangesWithoutEffectOnTheProxy(String more) {
        assertThat(SpecHash.of(spec(SPEC + more))).isEqualTo(SpecHash.of(spec(SPEC)));
    }

    @Test
    void ignoresTheOrderOfMapEntries() {
        String other = SPEC.replace("A: b, C: d, E: f, G: h", "G: h, E: f, C: d, A: b");

        assertThat(SpecHash.of(spec(other))).isEqualTo(SpecHash.of(spec(SPEC)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeouts: {imapIdle: 34m}",
                "limits: {connections: 1}",
                "upstream: {tls: {enabled: false}}",
                "domains: [{name: example.com}]",
                "tls: {minimumVersion: TLSv1.3}",
                "tls: {clientCertificates: {mode: Optional}}",
                "upstream: {pools: [{name: a, servers: [{host: a}]}]}",
                "throttle: {exempt: [127.0.0.1]}",
            })
    void changesWithTheBehaviourOfTheProxy(String more) {
        assertThat(SpecHash.of(spec(SPEC + more))).isNotEqualTo(SpecHash.of(spec(SPEC)));
    }

    private static ZimbraProxySpec spec(String text) {
        String manifest = "apiVersion: zimbraproxy.io/v1alpha1\nkind: ZimbraProxy\nmetadata: {name: edge}\nspec:\n"
                + text.indent(2);
        return ManifestReader.read("test", manifest.getBytes(StandardCharsets.UTF_8))
                .resource()
                .getSpec();
    }
}
