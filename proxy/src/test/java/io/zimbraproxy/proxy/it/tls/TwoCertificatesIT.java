package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An RSA and an ECDSA certificate for one host: each client gets a certificate that it supports. */
class TwoCertificatesIT {
    private static final String SECOND = "example-com-ecdsa";

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(StubConfig.demo(), companions -> {
        // The certificate comes from another authority, because the site's does not exist yet.
        CertificateAuthority.create("Test CA before")
                .issue(KeyType.ECDSA_P256, List.of(TestSite.HOST))
                .write(companions.folder("secrets/" + SECOND));
        return Manifest.sixPorts()
                .clearTextLogins()
                .merged("spec: {tls: {alternativeCertificateRef: {name: " + SECOND + "}}}");
    });

    @BeforeAll
    static void issueFromAuthorityOfSite() throws Exception {
        renew(KeyType.ECDSA_P256, SECOND);
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
                .flatMap(endpoint -> Stream.of(
                        Arguments.of(endpoint, "RSA", "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256"),
                        Arguments.of(endpoint, "EC", "-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256"),
                        Arguments.of(endpoint, "RSA", "-tls1_2 -sigalgs RSA+SHA256:RSA-PSS+SHA256"),
                        Arguments.of(endpoint, "EC", "-tls1_2 -sigalgs ECDSA+SHA256"),
                        Arguments.of(endpoint, "RSA", "-tls1_3 -sigalgs RSA-PSS+SHA256"),
                        Arguments.of(endpoint, "EC", "-tls1_3 -sigalgs ECDSA+SHA256"),
                        // Clients that support both get the cheaper one.
                        Arguments.of(endpoint, "EC", "-tls1_2"),
                        Arguments.of(endpoint, "EC", "-tls1_3")));
    }

    @ParameterizedTest(name = "{0}: {1} for {2}")
    @MethodSource("clients")
    void eachClientGetsACertificateThatItSupports(TlsEndpoint endpoint, String algorithm, String options)
            throws Exception {
        OpensslHandshake handshake = OpensslHandshake.at(site, endpoint, TestSite.HOST, options.split(" ", -1));

        assertThat(handshake.isNew()).as(handshake.output()).isTrue();
        assertThat(handshake.certificate().getPublicKey().getAlgorithm()).isEqualTo(algorithm);
    }

    /** The other domain has only an RSA certificate. It never shows the certificate of another host. */
    @ParameterizedTest(name = "{0}: {1} for {2}")
    @MethodSource("clients")
    void anotherHostNeverShowsTheseCertificates(TlsEndpoint endpoint, String algorithm, String options)
            throws Exception {
        OpensslHandshake handshake = OpensslHandshake.at(site, endpoint, TestSite.OTHER_HOST, options.split(" ", -1));

        assertThat(handshake.output()).doesNotContain("CN = " + TestSite.HOST);
        boolean onlyEcdsa = algorithm.equals("EC") && options.contains(" ");
        assertThat(handshake.output().contains("CN = " + TestSite.OTHER_HOST))
                .as(handshake.output())
                .isNotEqualTo(onlyEcdsa);
    }

    @Test
    void eachCertificateIsRenewedAlone() throws Exception {
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
