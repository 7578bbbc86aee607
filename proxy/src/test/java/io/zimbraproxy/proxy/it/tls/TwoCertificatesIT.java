package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An ECDSA certificate beside the RSA one: each client sees the one it can use. */
class TwoCertificatesIT {
    private static final String SECOND = "example-com-ecdsa";

    @TempDir
    static Path folder;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        // The site's own authority is not there yet.
        CertificateAuthority.create("Test CA before")
                .issue(KeyType.ECDSA_P256, List.of(TestSite.HOST))
                .write(folder.resolve("secrets").resolve(SECOND));
        site = TestSite.start(
                folder,
                StubConfig.demo(),
                Manifest.sixPorts()
                        .clearTextLogins()
                        .merged("spec: {tls: {alternativeCertificateRef: {name: " + SECOND + "}}}"));
        renew(KeyType.ECDSA_P256, SECOND);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    private static PemPair renew(KeyType type, String secret) throws Exception {
        PemPair pair = site.authority()
                .issue(type, List.of(TestSite.HOST, "localhost"))
                .write(site.secret(secret));
        assertThat(site.proxy().management().reload().status()).isEqualTo(200);
        return pair;
    }

    static Stream<Arguments> clients() {
        return Arrays.stream(TlsEndpoint.values())
                .flatMap(door -> Stream.of(
                        Arguments.of(door, "RSA", "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256"),
                        Arguments.of(door, "EC", "-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256"),
                        Arguments.of(door, "RSA", "-tls1_2 -sigalgs RSA+SHA256:RSA-PSS+SHA256"),
                        Arguments.of(door, "EC", "-tls1_2 -sigalgs ECDSA+SHA256"),
                        Arguments.of(door, "RSA", "-tls1_3 -sigalgs RSA-PSS+SHA256"),
                        Arguments.of(door, "EC", "-tls1_3 -sigalgs ECDSA+SHA256"),
                        // Who can use both is given the cheaper one.
                        Arguments.of(door, "EC", "-tls1_2"),
                        Arguments.of(door, "EC", "-tls1_3")));
    }

    @ParameterizedTest(name = "{0}: {1} for {2}")
    @MethodSource("clients")
    void eachClientSeesItsOwn(TlsEndpoint door, String algorithm, String options) throws Exception {
        OpensslHandshake handshake = OpensslHandshake.at(site, door, TestSite.HOST, options.split(" ", -1));

        assertThat(handshake.isNew()).as(handshake.output()).isTrue();
        assertThat(handshake.certificate().getPublicKey().getAlgorithm()).isEqualTo(algorithm);
    }

    /** The domain has a certificate of its own: nobody is shown another host's. */
    @ParameterizedTest
    @MethodSource("clients")
    void anotherHostHasItsOwnAlone(TlsEndpoint door, String algorithm, String options) throws Exception {
        OpensslHandshake handshake = OpensslHandshake.at(site, door, TestSite.OTHER_HOST, options.split(" ", -1));

        assertThat(handshake.output()).doesNotContain("CN = " + TestSite.HOST);
        boolean onlyEcdsa = algorithm.equals("EC") && options.contains(" ");
        assertThat(handshake.output().contains("CN = " + TestSite.OTHER_HOST))
                .as(handshake.output())
                .isNotEqualTo(onlyEcdsa);
    }

    @Test
    void bothAreKnownAndEachIsRenewedAlone() throws Exception {
        PemPair rsa = renew(KeyType.RSA_2048, "example-com");
        PemPair ecdsa = renew(KeyType.ECDSA_P256, SECOND);

        assertThat(shown("RSA-PSS+SHA256")).isEqualTo(rsa.leaf());
        assertThat(shown("ECDSA+SHA256")).isEqualTo(ecdsa.leaf());
        assertThat(site.proxy().management().config().getJsonArray("certificates").stream()
                        .map(JsonObject.class::cast)
                        .map(certificate -> certificate.getString("secret") + " " + certificate.getString("algorithm")))
                .containsExactlyInAnyOrder("example-com RSA", SECOND + " EC", "example-org RSA");
    }

    private static X509Certificate shown(String algorithms) throws Exception {
        return OpensslHandshake.at(site, TlsEndpoint.IMAPS, TestSite.HOST, "-tls1_3", "-sigalgs", algorithms)
                .certificate();
    }
}
