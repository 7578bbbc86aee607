package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.BrokenPair;
import io.zimbraproxy.proxy.it.stage.ManagementApi;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import io.zimbraproxy.stub.tls.Validity;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broken certificate does not replace the valid one, and the proxy reports the problem. */
class BrokenCertificatesIT {
    private static final String SECRET = "example-org";
    private static final String REFUSED = "zimbra_proxy_config_refused";
    private static final String COUNT = "zimbra_proxy_reloads_total{outcome=\"refused\"}";

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().clearTextLogins());

    private static ManagementApi management;

    @BeforeAll
    static void openManagement() throws Exception {
        management = site.proxy().management();
    }

    @ParameterizedTest
    @EnumSource
    void isReportedAndNotApplied(BrokenPair broken) throws Exception {
        PemPair before = renew(SECRET, TestSite.OTHER_HOST);
        double refusals = management.metric(COUNT).orElse(0);
        int lines = site.proxy().lines();

        broken.write(site.secret(SECRET), site.authority(), TestSite.OTHER_HOST);

        // The files are written one after the other, so the proxy may read the first before the second exists.
        JsonObject config = management.awaitConfig("problem", seen -> ManagementApi.problems(seen).stream()
                .anyMatch(problem -> broken.isNamed(SECRET, problem)));
        List<String> problems = ManagementApi.problems(config);
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem).matches("spec\\.domains\\[0]\\.certificateRef: .+; .+"));
        site.proxy().awaitLine(lines, line -> line.contains("reload outcome=Refused"));
        for (String problem : problems) {
            site.proxy().awaitLine(lines, line -> line.contains(problem));
        }
        assertThat(management.metric(REFUSED)).hasValue(1);
        assertThat(management.metric(COUNT).orElse(0)).isGreaterThan(refusals);
        for (TlsEndpoint endpoint : TlsEndpoint.values()) {
            assertThat(endpoint.shown(site, TestSite.OTHER_HOST))
                    .as(endpoint.name())
                    .isEqualTo(before.leaf());
        }

        renew(SECRET, TestSite.OTHER_HOST);
        management.awaitConfig(
                "end of the problems", seen -> seen.getJsonArray("problems").isEmpty());
        assertThat(management.metric(REFUSED)).hasValue(0);
    }

    /** Writes a valid certificate and waits until a listener shows it. */
    private static PemPair renew(String secret, String... hosts) throws Exception {
        PemPair pair = site.authority().issue(hosts).write(site.secret(secret));
        TlsEndpoint.IMAPS.awaitShown(site, hosts[0], pair);
        return pair;
    }

    @Test
    void doesNotDelayAnotherCertificate() throws Exception {
        BrokenPair.OTHER_KEY.write(site.secret(SECRET), site.authority(), TestSite.OTHER_HOST);
        management.awaitConfig("problem", seen -> !seen.getJsonArray("problems").isEmpty());

        renew("example-com", TestSite.HOST, "localhost");

        assertThat(management.problems()).isNotEmpty();
        renew(SECRET, TestSite.OTHER_HOST);
    }

    @Test
    void validCertificatesAreRenewedWhileTheManifestIsRefused() throws Exception {
        String good = Files.readString(site.manifest());
        Files.writeString(site.manifest(), good + "\nnonsense: true\n");
        assertThat(management.reload().status()).isEqualTo(422);

        renew(SECRET, TestSite.OTHER_HOST);

        assertThat(management.problems())
                .anySatisfy(problem -> assertThat(problem).contains("nonsense"));
        Files.writeString(site.manifest(), good);
        assertThat(management.reload().status()).isEqualTo(200);
        assertThat(management.problems()).isEmpty();
    }

    @Test
    void theExpiryOfACertificateIsReported() throws Exception {
        Duration lifetime = Duration.ofDays(9);
        PemPair pair = site.authority()
                .issue(KeyType.ECDSA_P256, List.of(TestSite.OTHER_HOST), Validity.lasting(lifetime))
                .write(site.secret(SECRET));
        TlsEndpoint.HTTPS.awaitShown(site, TestSite.OTHER_HOST, pair);
        // The effect is visible before the reload is reported. Two reloads never overlap.
        management.reload();

        assertThat(management
                        .metric("zimbra_proxy_certificate_expiry_seconds{secret=\"" + SECRET + "\"}")
                        .orElse(0))
                .isCloseTo((double) lifetime.toSeconds(), within(120.0));
        assertThat(management.config().getJsonArray("certificates").stream().map(JsonObject.class::cast))
                .filteredOn(certificate -> certificate.getString("secret").equals(SECRET))
                .singleElement()
                .satisfies(certificate -> {
                    assertThat(certificate.getString("subject")).contains(TestSite.OTHER_HOST);
                    assertThat(certificate.getString("algorithm")).startsWith("EC");
                    assertThat(certificate.getInstant("notAfter"))
                            .isEqualTo(pair.leaf().getNotAfter().toInstant());
                });
    }
}
