package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebCurl;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * curl with a certificate of its own, or none, at host names that do not ask ({@code mail.example.com}), take one
 * ({@code localhost}) and insist on one ({@code mail.example.org}).
 */
class WebCertificatesIT {
    @TempDir
    static Path folder;

    private static TestSite site;
    private static WebCurl curl;

    @BeforeAll
    static void start() throws Exception {
        CertificateAuthority clients = CertificateAuthority.create("Clients CA");
        Path secret = Files.createDirectories(folder.resolve("secrets/clients-ca"));
        Files.writeString(secret.resolve("ca.crt"), clients.pem());
        write("trusted", clients.issueClient("CN=alice,O=Test"));
        write("stranger", CertificateAuthority.create("Clients CA").issueClient("CN=alice,O=Test"));
        write("server", clients.issue("alice.example.com"));
        site = TestSite.start(
                folder,
                StubConfig.demo(),
                Manifest.sixPorts().otherDomain(certificates("Required")).merged("""
                        spec:
                          domains:
                            - {name: optional.example, virtualHosts: [localhost], certificateRef: {name: example-com}, %s}
                        """.formatted(
                                certificates("Optional"))));
        curl = new WebCurl(site, folder.resolve("curl"));
    }

    private static String certificates(String mode) {
        return "clientCertificates: {mode: " + mode + ", caRef: {name: clients-ca}}";
    }

    private static void write(String name, PemPair pair) throws Exception {
        pair.write(Files.createDirectories(folder.resolve(name)));
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    /**
     * {@code broken}: the handshake is refused. By TLS 1.3 the client speaks already when it is (RFC 8446 section 4.4.2.4), and
     * may see the connection break before it sees the alert.
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
    void isLetIn(String host, String certificate, String outcome) throws Exception {
        for (WebProtocol way :
                List.of(WebProtocol.HTTPS, WebProtocol.HTTPS_TLS12, WebProtocol.HTTP2, WebProtocol.HTTP2_TLS12)) {
            WebCurl.Run run = curl.runTo(host, way, with(certificate), "/bytes?n=100");

            if (outcome.equals("broken")) {
                assertThat(run.exit()).as(way + run.output()).isNotZero();
                assertThat(run.answer().status()).as(way.name()).isZero();
            } else {
                assertThat(run.requireSuccess().answer().status())
                        .as(way.name())
                        .isEqualTo(Integer.parseInt(outcome));
            }
        }
    }

    /** TLS names the message that asks for a certificate (RFC 8446 section 4.3.2). */
    @ParameterizedTest
    @CsvSource({"mail.example.com, false", "localhost, true", "mail.example.org, true"})
    void isAskedWhereOneIsWanted(String host, boolean asked) throws Exception {
        for (WebProtocol way : List.of(WebProtocol.HTTPS, WebProtocol.HTTPS_TLS12, WebProtocol.HTTP2)) {
            WebCurl.Run run = curl.runTo(host, way, List.of("--verbose"), "/bytes?n=100");
            assertThat(run.output().contains("Request CERT"))
                    .as(way + run.output())
                    .isEqualTo(asked);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTPS", "HTTPS_TLS12"})
    void isKnownAgainInAResumedSession(WebProtocol way) throws Exception {
        List<String> options = new ArrayList<>(with("trusted"));
        options.addAll(List.of("--header", "Connection: close"));
        WebCurl.Run run = curl.runTo(TestSite.OTHER_HOST, way, options, "/status/200", "/status/200", "/status/200")
                .requireSuccess();
        assertThat(run.answers()).extracting(WebCurl.Answer::status).containsExactly(200, 200, 200);
        assertThat(run.connections()).isEqualTo(3);
    }

    /** RFC 9110 section 15.5.20: 421. */
    @ParameterizedTest(name = "{1} on a connection to {0}")
    @CsvSource({
        "mail.example.com, mail.example.org, 421",
        "mail.example.com, localhost,        421",
        "localhost,        mail.example.org, 421",
        "mail.example.com, mail.example.com, 200",
        "mail.example.org, mail.example.org, 200",
    })
    void isNotLetInByTheNameOfAnother(String connection, String host, int status) throws Exception {
        for (WebProtocol way : List.of(WebProtocol.HTTPS, WebProtocol.HTTP2)) {
            List<String> options = new ArrayList<>(with("trusted"));
            options.addAll(List.of("--header", "Host: " + host));
            WebCurl.Run run =
                    curl.runTo(connection, way, options, "/bytes?n=100").requireSuccess();
            assertThat(run.answer().status()).as(way.name()).isEqualTo(status);
        }
    }

    private static List<String> with(String certificate) {
        if (certificate.equals("no")) {
            return List.of();
        }
        Path pair = folder.resolve(certificate);
        return List.of(
                "--cert",
                pair.resolve("tls.crt").toString(),
                "--key",
                pair.resolve("tls.key").toString());
    }
}
