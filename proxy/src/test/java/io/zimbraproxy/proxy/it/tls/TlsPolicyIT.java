package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.ProxyProcess;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What openssl and each kind of port agree on, with the settings of everybody and with stricter ones. */
class TlsPolicyIT {
    /** openssl itself offers what is old only when it is told not to mind. */
    private static final String OLD = "-cipher DEFAULT:@SECLEVEL=0";

    @TempDir
    static Path folder;

    private static TestSite site;
    private static TestSite strict;

    @BeforeAll
    static void start() throws Exception {
        site = TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts().clearTextLogins());
        strict = site.another(Manifest.sixPorts()
                .clearTextLogins()
                .merged("spec: {tls: {minimumVersion: TLSv1.3, curves: [P-384, X25519]}}"));
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    private static OpensslHandshake handshake(TestSite where, TlsEndpoint door, String options) throws Exception {
        return OpensslHandshake.at(where, door, TestSite.HOST, options.split(" ", -1));
    }

    static Stream<Arguments> offers() {
        return Arrays.stream(TlsEndpoint.values()).flatMap(door -> {
            String own = protocols(door);
            String first = own.split(",", -1)[0];
            String other = first.equals("pop3") ? "imap" : "pop3";
            return Stream.of("-tls1_2", "-tls1_3")
                    .flatMap(version -> Stream.of(
                            Arguments.of(door, version, first, first),
                            Arguments.of(door, version, own, first),
                            Arguments.of(door, version, "x," + first + "," + other, first)));
        });
    }

    private static String protocols(TlsEndpoint door) {
        return switch (door) {
            case HTTPS -> "h2,http/1.1";
            case IMAPS, IMAP_STARTTLS -> "imap";
            case POP3S, POP3_STLS -> "pop3";
        };
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("offers")
    void agreesOnItsOwnProtocol(TlsEndpoint door, String version, String offer, String agreed) throws Exception {
        OpensslHandshake handshake = handshake(site, door, version + " -alpn " + offer);
        assertThat(handshake.isNew()).as(handshake.output()).isTrue();
        assertThat(handshake.output()).contains("ALPN protocol: " + agreed + "\n");
    }

    static Stream<Arguments> foreign() {
        return Arrays.stream(TlsEndpoint.values()).flatMap(door -> Stream.of("-tls1_2", "-tls1_3")
                .flatMap(version -> Stream.of("http/1.1", "h2,http/1.1", "imap,pop3", "ftp")
                        .filter(offer -> Arrays.stream(offer.split(",", -1))
                                .noneMatch(List.of(protocols(door).split(",", -1))::contains))
                        .map(offer -> Arguments.of(door, version, offer))));
    }

    /** Who wants something else may have been led here (ALPACA): RFC 7301 section 3.2, before anything of ours is said. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("foreign")
    void refusesWhoWantsAnotherProtocol(TlsEndpoint door, String version, String offer) throws Exception {
        OpensslHandshake handshake = handshake(site, door, version + " -alpn " + offer);
        assertThat(handshake.isNew()).as(handshake.output()).isFalse();
        assertThat(handshake.output())
                .contains("alert no application protocol", "SSL alert number 120")
                .doesNotContain("BEGIN CERTIFICATE", "* OK", "+OK", "* BYE", "HTTP/1.1 200");
    }

    @ParameterizedTest
    @EnumSource
    void servesWhoNamesNoProtocol(TlsEndpoint door) throws Exception {
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            OpensslHandshake handshake = handshake(site, door, version);
            assertThat(handshake.output()).contains("No ALPN negotiated");
            assertThat(handshake.output()).containsAnyOf("z OK", "+OK", "HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void speaksNothingOld(TlsEndpoint door) throws Exception {
        for (TestSite where : List.of(site, strict)) {
            for (String version : List.of("-tls1", "-tls1_1")) {
                assertVersionRefused(handshake(where, door, version + " " + OLD));
            }
            assertThat(handshake(where, door, "-tls1_3").isNew()).isTrue();
        }
        assertThat(handshake(site, door, "-tls1_2").isNew()).isTrue();
        assertVersionRefused(handshake(strict, door, "-tls1_2"));
    }

    private static void assertVersionRefused(OpensslHandshake handshake) {
        assertThat(handshake.isNew()).as(handshake.output()).isFalse();
        assertThat(handshake.output()).contains("alert protocol version");
    }

    @ParameterizedTest
    @EnumSource
    void keysAreExchangedInTheGroupsThatAreAllowed(TlsEndpoint door) throws Exception {
        assertThat(handshake(site, door, "-tls1_3").output()).contains("Server Temp Key: X25519");
        assertThat(handshake(site, door, "-tls1_2 -groups P-256").output()).contains("prime256v1");
        assertThat(handshake(site, door, "-tls1_3 -groups P-521").isNew()).isFalse();
        assertThat(handshake(strict, door, "-tls1_3 -groups P-384").output()).contains("secp384r1");
        // It asks again in the group that it likes best of those that both have.
        assertThat(handshake(strict, door, "-tls1_3 -groups P-256:P-384").output())
                .contains("secp384r1");
        OpensslHandshake other = handshake(strict, door, "-tls1_3 -groups P-256");
        assertThat(other.isNew()).isFalse();
        assertThat(other.output()).contains("alert handshake failure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ciphers: [TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_NO_SUCH_SUITE]", "curves: [P-384, P-999]"})
    void saysWhichNamesNobodyKnows(String setting) throws Exception {
        Path file = Files.writeString(folder.resolve("names.yaml"), """
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
            String wrong = setting.startsWith("curves")
                    ? "spec.tls.curves[1]: is not a group of BoringSSL (saw P-999); use names like X25519"
                    : "spec.tls.ciphers[1]: is not a cipher suite of BoringSSL (saw TLS_NO_SUCH_SUITE); use names like TLS_";
            assertThat(proxy.log()).contains(wrong).doesNotContain("\tat ");
        }
    }

    @Test
    void refusesAnEngineThatThereIsNot() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.launch(
                List.of("-Dzimbra-proxy.tls-engine=schannel"),
                "--config",
                folder.resolve("site.yaml").toString())) {
            assertThat(proxy.awaitExit()).isEqualTo(2);
            assertThat(proxy.log())
                    .contains("zimbra-proxy.tls-engine: is not an engine (schannel); choose auto, boringssl or jdk")
                    .doesNotContain("\tat ");
        }
    }
}
