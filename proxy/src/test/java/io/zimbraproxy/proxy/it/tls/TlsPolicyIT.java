package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.ProxyProcess;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Negotiated TLS versions, groups and ALPN protocols on each kind of port, with default and with strict settings. */
class TlsPolicyIT {
    /** Makes openssl offer old versions, which it does not do by default. */
    private static final String OLD = "-cipher DEFAULT:@SECLEVEL=0";

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().clearTextLogins());

    private static TestSite strict;

    @BeforeAll
    static void startStrictProxy() throws Exception {
        strict = site.another(Manifest.sixPorts()
                .clearTextLogins()
                .merged("spec: {tls: {minimumVersion: TLSv1.3, curves: [P-384, X25519]}}"));
    }

    private static OpensslHandshake handshake(TestSite where, TlsEndpoint endpoint, String options) throws Exception {
        return OpensslHandshake.at(where, endpoint, TestSite.HOST, options.split(" ", -1));
    }

    static Stream<Arguments> offers() {
        return Arrays.stream(TlsEndpoint.values()).flatMap(endpoint -> {
            String supported = protocols(endpoint);
            String first = supported.split(",", -1)[0];
            String other = first.equals("pop3") ? "imap" : "pop3";
            return Stream.of("-tls1_2", "-tls1_3")
                    .flatMap(version -> Stream.of(
                            Arguments.of(endpoint, version, first, first),
                            Arguments.of(endpoint, version, supported, first),
                            Arguments.of(endpoint, version, "x," + first + "," + other, first)));
        });
    }

    private static String protocols(TlsEndpoint endpoint) {
        return switch (endpoint) {
            case HTTPS -> "h2,http/1.1";
            case IMAPS, IMAP_STARTTLS -> "imap";
            case POP3S, POP3_STLS -> "pop3";
        };
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("offers")
    void negotiatesTheProtocolOfTheListener(TlsEndpoint endpoint, String version, String offer, String agreed)
            throws Exception {
        OpensslHandshake handshake = handshake(site, endpoint, version + " -alpn " + offer);
        assertThat(handshake.isNew()).as(handshake.output()).isTrue();
        assertThat(handshake.output()).contains("ALPN protocol: " + agreed + "\n");
    }

    static Stream<Arguments> otherProtocols() {
        return Arrays.stream(TlsEndpoint.values()).flatMap(endpoint -> Stream.of("-tls1_2", "-tls1_3")
                .flatMap(version -> Stream.of("http/1.1", "h2,http/1.1", "imap,pop3", "ftp")
                        .filter(offer -> Arrays.stream(offer.split(",", -1))
                                .noneMatch(List.of(protocols(endpoint).split(",", -1))::contains))
                        .map(offer -> Arguments.of(endpoint, version, offer))));
    }

    /** RFC 7301 section 3.2: a client of another protocol may be the victim of an attack (ALPACA), so it gets only an alert. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("otherProtocols")
    void refusesClientsOfOtherProtocols(TlsEndpoint endpoint, String version, String offer) throws Exception {
        OpensslHandshake handshake = handshake(site, endpoint, version + " -alpn " + offer);
        assertThat(handshake.isNew()).as(handshake.output()).isFalse();
        assertThat(handshake.output())
                .contains("alert no application protocol", "SSL alert number 120")
                .doesNotContain("BEGIN CERTIFICATE", "* OK", "+OK", "* BYE", "HTTP/1.1 200");
    }

    @ParameterizedTest
    @EnumSource
    void servesClientsWithoutAlpn(TlsEndpoint endpoint) throws Exception {
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            OpensslHandshake handshake = handshake(site, endpoint, version);
            assertThat(handshake.output()).contains("No ALPN negotiated");
            assertThat(handshake.output()).containsAnyOf("z OK", "+OK", "HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesOldTlsVersions(TlsEndpoint endpoint) throws Exception {
        for (TestSite where : List.of(site, strict)) {
            for (String version : List.of("-tls1", "-tls1_1")) {
                assertVersionRefused(handshake(where, endpoint, version + " " + OLD));
            }
            assertThat(handshake(where, endpoint, "-tls1_3").isNew()).isTrue();
        }
        assertThat(handshake(site, endpoint, "-tls1_2").isNew()).isTrue();
        assertVersionRefused(handshake(strict, endpoint, "-tls1_2"));
    }

    private static void assertVersionRefused(OpensslHandshake handshake) {
        assertThat(handshake.isNew()).as(handshake.output()).isFalse();
        assertThat(handshake.output()).contains("alert protocol version");
    }

    @ParameterizedTest
    @EnumSource
    void usesOnlyAllowedGroups(TlsEndpoint endpoint) throws Exception {
        assertThat(handshake(site, endpoint, "-tls1_3").output()).contains("Server Temp Key: X25519");
        assertThat(handshake(site, endpoint, "-tls1_2 -groups P-256").output()).contains("prime256v1");
        assertThat(handshake(site, endpoint, "-tls1_3 -groups P-521").isNew()).isFalse();
        assertThat(handshake(strict, endpoint, "-tls1_3 -groups P-384").output())
                .contains("secp384r1");
        // The server retries with its preferred group of those that both support.
        assertThat(handshake(strict, endpoint, "-tls1_3 -groups P-256:P-384").output())
                .contains("secp384r1");
        OpensslHandshake other = handshake(strict, endpoint, "-tls1_3 -groups P-256");
        assertThat(other.isNew()).isFalse();
        assertThat(other.output()).contains("alert handshake failure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ciphers: [TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_NO_SUCH_SUITE]", "curves: [P-384, P-999]"})
    void reportsUnknownNames(String setting) throws Exception {
        Path file = Files.writeString(site.folder().resolve("names.yaml"), """
                apiVersion: zimbraproxy.io/v1alpha1
                kind: ZimbraProxy
                metadata: {name: edge}
                spec:
                  hostname: mail.example.com
                  listeners: [{name: imaps, protocol: IMAPS, port: 1993}]
                  tls: {certificateRef: {name: example-com}, %s}
                  lookup: {handlers: ["http://127.0.0.1:7072"]}
                """.formatted(setting));
        try (ProxyProcess proxy = ProxyProcess.launch(List.of(), "validate", file.toString())) {
            assertThat(proxy.awaitExit()).isEqualTo(2);
            String problem = setting.startsWith("curves")
                    ? "spec.tls.curves[1]: is not a key exchange group that BoringSSL supports (saw P-999); use names like X25519"
                    : "spec.tls.ciphers[1]: is not a cipher suite of BoringSSL (saw TLS_NO_SUCH_SUITE); use names like TLS_";
            assertThat(proxy.log()).contains(problem).doesNotContain("\tat ");
        }
    }

    @Test
    void refusesAnUnknownEngine() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.launch(
                List.of("-Dzimbra-proxy.tls-engine=schannel"),
                "--config",
                site.manifest().toString())) {
            assertThat(proxy.awaitExit()).isEqualTo(2);
            assertThat(proxy.log())
                    .contains("zimbra-proxy.tls-engine: is not an engine (schannel); choose auto, boringssl or jdk")
                    .doesNotContain("\tat ");
        }
    }
}
