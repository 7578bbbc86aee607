package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OCSP stapling with an openssl responder, seen by openssl and curl as clients. */
class OcspStaplingIT {
    private static final String GOOD = "OCSP Response Status: successful";
    private static final String NONE = "OCSP response: no response sent";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private static Manifest manifest(boolean stapling) {
        return Manifest.sixPorts()
                .merged("spec: {tls: {certificateRef: {name: stapled}, ocspStapling: " + stapling + "}}");
    }

    @Test
    void staplesTheStateOfTheCertificate() throws Exception {
        try (OcspAuthority authority = new OcspAuthority(folder.resolve("authority"))) {
            authority.write(folder.resolve("site/secrets/stapled"));
            authority.good();
            try (TestSite site = TestSite.start(folder.resolve("site"), StubConfig.demo(), manifest(true))) {
                site.proxy().awaitLine(line -> line.contains("staple is good secret=stapled"));
                assertEveryListenerStaples(site);
                assertCurlAcceptsTheStaple(site, authority);
                assertThat(config(site, "stapled")).startsWith("good until 20");
                assertThat(config(site, "example-org"))
                        .isEqualTo("none: it names no OCSP server; use another certificate, "
                                + "or remove spec.tls.ocspStapling");
                site.proxy().awaitLine(line -> line.contains("cannot have a staple secrets=example-org"));
                assertThat(get(site, "/q/metrics"))
                        .contains("zimbra_proxy_staples{state=\"good\"} 1.0")
                        .contains("zimbra_proxy_staples{state=\"missing\"} 1.0");

                reload(site, manifest(false));
                assertThat(status(site.imaps(), "")).contains(NONE);
                assertThat(config(site, "stapled")).isNull();

                authority.revoked();
                reload(site, manifest(true));
                site.proxy().awaitLine(line -> line.contains("CERTIFICATE IS REVOKED") && line.contains("=stapled"));
                assertThat(status(site.imaps(), "")).contains(NONE);
                assertThat(config(site, "stapled")).isEqualTo("none: revoked since 2025-01-01T00:00:00Z");
            }
        }
    }

    private void assertEveryListenerStaples(TestSite site) throws Exception {
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            assertThat(status(site.imaps(), version)).contains(GOOD).contains("Cert Status: good");
            assertThat(status(site.https(), version)).contains(GOOD).contains("Cert Status: good");
            assertThat(status(site.imap(), version + " -starttls imap"))
                    .contains(GOOD)
                    .contains("Cert Status: good");
            assertThat(status(site.pop3(), version + " -starttls pop3"))
                    .contains(GOOD)
                    .contains("Cert Status: good");
            assertThat(status(site.imaps(), version + " -servername " + TestSite.OTHER_HOST))
                    .as("another certificate")
                    .contains("CN = " + TestSite.OTHER_HOST)
                    .contains(NONE);
        }
    }

    /** curl verifies the staple, and fails if it is missing or invalid. */
    private void assertCurlAcceptsTheStaple(TestSite site, OcspAuthority authority) throws Exception {
        Program.require("curl", "curl");
        String address = TestSite.HOST + ":" + site.https();
        Program.run(
                        folder,
                        List.of(
                                "curl",
                                "--silent",
                                "--show-error",
                                "--cert-status",
                                "--cacert",
                                authority.certificate().toString(),
                                "--resolve",
                                address + ":127.0.0.1",
                                "https://" + address + "/status/200"))
                .requireSuccess();
    }

    /** Without a responder, everything works as without stapling. */
    @Test
    void servesWithoutAStapleIfTheResponderIsDown() throws Exception {
        try (OcspAuthority authority = new OcspAuthority(folder.resolve("authority"))) {
            authority.write(folder.resolve("site/secrets/stapled"));
            try (TestSite site = TestSite.start(folder.resolve("site"), StubConfig.demo(), manifest(true))) {
                site.proxy().awaitLine(line -> line.contains("without a staple") && line.contains("secret=stapled"));
                assertThat(status(site.imaps(), "")).contains(NONE).contains("CN = " + TestSite.HOST);
                assertThat(config(site, "stapled")).isEqualTo("none: the OCSP server cannot be reached");
            }
        }
    }

    private void reload(TestSite site, Manifest manifest) throws Exception {
        Files.writeString(site.folder().resolve("site.yaml"), manifest.text(site));
        HttpRequest request = HttpRequest.newBuilder(uri(site, "/config/reload"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    /** Returns the output of an openssl client that requests the state of the certificate. */
    private String status(int port, String options) throws Exception {
        String name = options.contains("-servername") ? "" : " -servername " + TestSite.HOST;
        String command =
                "openssl s_client -status " + options + name + " -connect 127.0.0.1:" + port + " 2>&1 </dev/null";
        return Program.run(folder, List.of("sh", "-c", command)).output();
    }

    /** Returns the state of the staple in {@code GET /config} for the certificate of a Secret, or null. */
    private static String config(TestSite site, String secret) throws Exception {
        return new JsonObject(get(site, "/config"))
                .getJsonArray("certificates").stream()
                        .map(JsonObject.class::cast)
                        .filter(certificate -> certificate.getString("secret").equals(secret))
                        .findFirst()
                        .orElseThrow()
                        .getString("staple");
    }

    private static String get(TestSite site, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(site, path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static URI uri(TestSite site, String path) {
        return URI.create("http://127.0.0.1:" + site.proxy().managementPort() + path);
    }
}
