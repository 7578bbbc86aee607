package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.BrokenPair;
import io.zimbraproxy.proxy.it.stage.ManagementApi;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import io.zimbraproxy.stub.tls.Validity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A certificate that is good for nothing leaves the one before it in service, and everybody who asks is told. */
class BrokenCertificatesIT {
    private static final String SECRET = "example-org";
    private static final String REFUSED = "zimbra_proxy_config_refused";
    private static final String COUNT = "zimbra_proxy_reloads_total{outcome=\"refused\"}";

    @TempDir
    static Path folder;

    private static TestSite site;
    private static ManagementApi management;

    @BeforeAll
    static void start() throws Exception {
        site = TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts().clearTextLogins());
        management = site.proxy().management();
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNamedAndNotTaken(BrokenPair broken) throws Exception {
        PemPair before = renew(SECRET, TestSite.OTHER_HOST);
        double refusals = management.metric(COUNT).orElse(0);
        int lines = site.proxy().lines();

        broken.write(site.secret(SECRET), site.authority(), TestSite.OTHER_HOST);

        // Its files come one after the other, and may be read before the second is there.
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
        for (TlsEndpoint door : TlsEndpoint.values()) {
            assertThat(door.shown(site, TestSite.OTHER_HOST)).as(door.name()).isEqualTo(before.leaf());
        }

        renew(SECRET, TestSite.OTHER_HOST);
        management.awaitConfig(
                "end of the problems", seen -> seen.getJsonArray("problems").isEmpty());
        assertThat(management.metric(REFUSED)).hasValue(0);
    }

    /** Puts a good one there and waits until it is shown. */
    private static PemPair renew(String secret, String... hosts) throws Exception {
        PemPair pair = site.authority().issue(hosts).write(site.secret(secret));
        TlsEndpoint.IMAPS.awaitShown(site, hosts[0], pair);
        return pair;
    }

    @Test
    void doesNotHoldUpAnother() throws Exception {
        BrokenPair.OTHER_KEY.write(site.secret(SECRET), site.authority(), TestSite.OTHER_HOST);
        management.awaitConfig("problem", seen -> !seen.getJsonArray("problems").isEmpty());

        renew("example-com", TestSite.HOST, "localhost");

        assertThat(management.problems()).isNotEmpty();
        renew(SECRET, TestSite.OTHER_HOST);
    }

    @Test
    void isRenewedWhileTheManifestIsRefused() throws Exception {
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
    void itsEndIsKnownBefore() throws Exception {
        Duration time = Duration.ofDays(9);
        PemPair pair = site.authority()
                .issue(KeyType.ECDSA_P256, List.of(TestSite.OTHER_HOST), Validity.lasting(time))
                .write(site.secret(SECRET));
        TlsEndpoint.HTTPS.awaitShown(site, TestSite.OTHER_HOST, pair);
        // Clients see it before it is told; two reloads do not overlap.
        management.reload();

        assertThat(management
                        .metric("zimbra_proxy_certificate_expiry_seconds{secret=\"" + SECRET + "\"}")
                        .orElse(0))
                .isCloseTo((double) time.toSeconds(), within(120.0));
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
