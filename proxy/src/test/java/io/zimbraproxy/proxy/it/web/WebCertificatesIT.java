package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebCurl;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * curl with and without a client certificate, at hosts that do not request one ({@code mail.example.com}), accept one
 * ({@code localhost}) and require one ({@code mail.example.org}).
 */
class WebCertificatesIT {
    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(StubConfig.demo(), WebCertificatesIT::prepare);

    private static WebCurl curl;

    private static Manifest prepare(Companions companions) throws Exception {
        CertificateAuthority clients = CertificateAuthority.create("Clients CA");
        Files.writeString(companions.folder("secrets/clients-ca").resolve("ca.crt"), clients.pem());
        clients.issueClient("CN=alice,O=Test").write(companions.folder("trusted"));
        CertificateAuthority.create("Clients CA").issueClient("CN=alice,O=Test").write(companions.folder("stranger"));
        clients.issue("alice.example.com").write(companions.folder("server"));
        return Manifest.sixPorts().otherDomain(certificates("Required")).merged("""
                        spec:
                          domains:
                            - {name: optional.example, virtualHosts: [localhost], certificateRef: {name: example-com}, %s}
                        """.formatted(
                        certificates("Optional")));
    }

    @BeforeAll
    static void prepareCurl() throws Exception {
        curl = new WebCurl(site, site.folder().resolve("curl"));
    }

    private static String certificates(String mode) {
        return "clientCertificates: {mode: " + mode + ", caRef: {name: clients-ca}}";
    }

    /**
     * {@code broken} means that the handshake is refused. With TLS 1.3 the client may send data before it gets the alert
     * (RFC 8446 section 4.4.2.4), and may see a broken connection instead.
     */
    @ParameterizedTest(name = "{0} with {1} certificate")
    @CsvSource({
        "mail.example.com, no,       200",
        "mail.example.com, trusted,  200",
        "mail.example.com, stranger, 200",
        "localhost,        no,       200",
        "localhost,        trusted,  200",
        "localhost,        stranger, broken",
        "localhost,        server,   broken",
        "mail.example.org, no,       403",
        "mail.example.org, trusted,  200",
        "mail.example.org, stranger, broken",
        "mail.example.org, server,   broken",
    })
    void isAcceptedOrRefused(String host, String certificate, String outcome) throws Exception {
        for (WebProtocol way :
                List.of(WebProtocol.HTTPS, WebProtocol.HTTPS_TLS12, WebProtocol.HTTP2, WebProtocol.HTTP2_TLS12)) {
            WebCurl.Run run = curl.runTo(host, way, with(certificate), "/bytes?n=100");

            if (outcome.equals("broken")) {
                assertThat(run.exit()).as(way + run.output()).isNotZero();
                assertThat(run.response().status()).as(way.name()).isZero();
            } else {
                assertThat(run.requireSuccess().response().status())
                        .as(way.name())
                        .isEqualTo(Integer.parseInt(outcome));
            }
        }
    }

    /** curl prints the CertificateRequest message (RFC 8446 section 4.3.2). */
    @ParameterizedTest
    @CsvSource({"mail.example.com, false", "localhost, true", "mail.example.org, true"})
    void isRequestedWhereConfigured(String host, boolean requested) throws Exception {
        for (WebProtocol way : List.of(WebProtocol.HTTPS, WebProtocol.HTTPS_TLS12, WebProtocol.HTTP2)) {
            WebCurl.Run run = curl.runTo(host, way, List.of("--verbose"), "/bytes?n=100");
            assertThat(run.output().contains("Request CERT"))
                    .as(way + run.output())
                    .isEqualTo(requested);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTPS", "HTTPS_TLS12"})
    void isKnownInAResumedSession(WebProtocol way) throws Exception {
        List<String> options = new ArrayList<>(with("trusted"));
        options.addAll(List.of("--header", "Connection: close"));
        WebCurl.Run run = curl.runTo(TestSite.OTHER_HOST, way, options, "/status/200", "/status/200", "/status/200")
                .requireSuccess();
        assertThat(run.responses()).extracting(WebCurl.Response::status).containsExactly(200, 200, 200);
        assertThat(run.connections()).isEqualTo(3);
    }

    /** RFC 9110 section 15.5.20: 421 (Misdirected Request). */
    @ParameterizedTest(name = "{1} on a connection to {0}")
    @CsvSource({
        "mail.example.com, mail.example.org, 421",
        "mail.example.com, localhost,        421",
        "localhost,        mail.example.org, 421",
        "mail.example.com, mail.example.com, 200",
        "mail.example.org, mail.example.org, 200",
    })
    void isNotValidForAnotherHost(String connection, String host, int status) throws Exception {
        for (WebProtocol way : List.of(WebProtocol.HTTPS, WebProtocol.HTTP2)) {
            List<String> options = new ArrayList<>(with("trusted"));
            options.addAll(List.of("--header", "Host: " + host));
            WebCurl.Run run =
                    curl.runTo(connection, way, options, "/bytes?n=100").requireSuccess();
            assertThat(run.response().status()).as(way.name()).isEqualTo(status);
        }
    }

    private static List<String> with(String certificate) {
        if (certificate.equals("no")) {
            return List.of();
        }
        Path pair = site.folder().resolve(certificate);
        return List.of(
                "--cert",
                pair.resolve("tls.crt").toString(),
                "--key",
                pair.resolve("tls.key").toString());
    }
}
