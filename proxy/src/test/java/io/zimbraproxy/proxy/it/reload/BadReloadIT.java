package io.zimbraproxy.proxy.it.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.CaseName;
import io.zimbraproxy.proxy.it.stage.ManagementApi;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replaces the manifest by a broken one while clients use the proxy: the configuration does not change, and every problem is
 * reported. The cases are the files of {@code src/test/resources/reload/bad}.
 */
@ExtendWith(CaseName.class)
class BadReloadIT {
    private static final int SESSIONS = 20;
    private static final int LOGINS_PER_SECOND = 10;
    private static final int REQUESTS_PER_SECOND = 100;
    private static final String REFUSED = "zimbra_proxy_config_refused";

    @RegisterExtension
    static final SiteExtension proxySite = ReloadSite.register();

    private static ReloadSite site;
    private static ManagementApi management;
    private static LongLivedSessions sessions;
    private static LoginLoad logins;
    private static WebLoad web;

    @BeforeAll
    static void startLoad() throws Exception {
        site = new ReloadSite(proxySite);
        management = site.site().proxy().management();
        sessions = LongLivedSessions.open(site.site(), SESSIONS);
        logins = LoginLoad.start(site.site(), LOGINS_PER_SECOND);
        web = WebLoad.start(site.site(), REQUESTS_PER_SECOND);
    }

    @AfterAll
    static void stopLoad() throws Exception {
        try (LongLivedSessions open = sessions) {
            logins.close();
            web.close();
            open.finish();
            System.out.printf(
                    "%d MiB resident after refused configurations: %d sessions, %d broken; %d logins, %d failed; %d requests, %d failed%n",
                    proxySite.proxy().residentBytes() >> 20,
                    open.count(),
                    open.broken().size(),
                    logins.count().done(),
                    logins.count().failures().size(),
                    web.count().done(),
                    web.count().failures().size());
            assertThat(sessions.broken()).isEmpty();
            assertThat(sessions.wrongBytes()).isZero();
            assertThat(logins.count().failures()).isEmpty();
            assertThat(web.count().failures()).isEmpty();
        }
    }

    static Stream<ReloadFile> files() {
        return ReloadFile.in("bad").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isRefusedAndReported(ReloadFile file) throws Exception {
        JsonObject before = management.config();
        int lines = site.site().proxy().lines();
        try (BadReload bad = new BadReload(site, file)) {
            assertThat(bad.expectedProblems())
                    .as("expected problems (lines #! named) of " + file)
                    .isNotEmpty();
            bad.swapIn();
            try {
                ManagementApi.Reload reload = management.reload();

                assertThat(reload.outcome()).as(reload.report().encode()).isEqualTo("Refused");
                assertThat(reload.status()).isEqualTo(422);
                assertThat(reload.changes()).isEmpty();
                assertReported(bad.expectedProblems(), reload.problems());
                JsonObject config = management.config();
                assertThat(config.getJsonArray("problems"))
                        .isEqualTo(reload.report().getJsonArray("problems"));
                for (String field : List.of("hash", "appliedAt", "generation", "listeners", "certificates")) {
                    assertThat(config.getValue(field)).as(field).isEqualTo(before.getValue(field));
                }
                assertThat(management.metric(REFUSED)).hasValue(1);
                site.site().proxy().awaitLine(lines, line -> line.contains("reload outcome=Refused"));
                for (String problem : reload.problems()) {
                    site.site().proxy().awaitLine(lines, line -> line.contains(problem));
                }
                bad.check();
                assertServes();
            } finally {
                bad.swapOut();
            }
        }
        ManagementApi.Reload repaired = management.reload();
        assertThat(repaired.outcome()).as(repaired.report().encode()).isIn("Applied", "Unchanged");
        assertThat(repaired.status()).isEqualTo(200);
        assertThat(management.problems()).isEmpty();
        assertThat(management.metric(REFUSED)).hasValue(0);
        assertThat(management.config().getString("hash")).isEqualTo(before.getString("hash"));
    }

    /** Each pattern matches a problem, and each problem has the form {@code path: what is wrong; what to do}. */
    private static void assertReported(List<Pattern> expected, List<String> problems) {
        assertThat(expected).allSatisfy(pattern -> assertThat(problems)
                .anySatisfy(problem -> assertThat(problem).containsPattern(pattern)));
        assertThat(problems).allSatisfy(problem -> assertThat(problem)
                .matches("(?s).+: .+; .+")
                .doesNotContain("Exception")
                .doesNotContain("PRIVATE KEY"));
    }

    /** Waits for a few more logins and requests; none may have failed so far, and no session may be broken. */
    private static void assertServes() throws Exception {
        logins.count().awaitMore(2);
        web.count().awaitMore(8);
        assertThat(logins.count().failures()).isEmpty();
        assertThat(web.count().failures()).isEmpty();
        assertThat(sessions.broken()).isEmpty();
    }
}
