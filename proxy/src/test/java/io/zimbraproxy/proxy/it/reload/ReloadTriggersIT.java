package io.zimbraproxy.proxy.it.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.ManagementApi;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ManifestPatch;
import io.zimbraproxy.proxy.it.stage.MountedFolder;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests each way to change the manifest and to trigger a reload, and how the proxy reports the reload. */
class ReloadTriggersIT {
    /** Maximum time from a change to its effect. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static MountedFolder mounted;
    private static ManagementApi management;
    private static int number;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(StubConfig.demo(), companions -> {
        // The site writes the manifest through the link.
        mounted = new MountedFolder(companions.folder(), Map.of("site.yaml", ""));
        return Manifest.sixPorts();
    });

    @BeforeAll
    static void openManagement() throws Exception {
        management = site.proxy().management();
    }

    /** Returns the manifest with a new value of a response header. */
    private static String next() throws Exception {
        number++;
        return new ManifestPatch("spec: {http: {responseHeaders: {X-Number: 'n" + number + "'}}}")
                .over(Files.readString(site.manifest()));
    }

    private static void awaitHeader() throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        String seen = header();
        while (!seen.equals("n" + number)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + seen + "\n" + site.proxy().log());
            }
            seen = header();
        }
    }

    private static String header() throws Exception {
        try (RawWebClient web = new RawWebClient(site.connectTls(site.https(), TestSite.HOST))) {
            return web.get("/status/200").header("X-Number").orElse("none");
        }
    }

    @Test
    void appliesAFileThatIsOverwritten() throws Exception {
        Files.writeString(site.manifest(), next());
        awaitHeader();
    }

    @Test
    void appliesASwapOfAMountedFolder() throws Exception {
        mounted.swap(Map.of("site.yaml", next()));
        awaitHeader();
        mounted.swap(Map.of("site.yaml", next()));
        awaitHeader();
    }

    /** Replaces the link by a file, as editors do, and then by a link again. */
    @Test
    void appliesAFileThatIsReplaced() throws Exception {
        Path link = Files.readSymbolicLink(site.manifest());
        Path replacement = Files.writeString(site.folder().resolve(".site.yaml.swp"), next());
        Files.move(replacement, site.manifest(), StandardCopyOption.ATOMIC_MOVE);
        awaitHeader();
        String text = next();
        Files.delete(site.manifest());
        mounted.swap(Map.of("site.yaml", text));
        Files.createSymbolicLink(site.manifest(), link);
        awaitHeader();
    }

    @Test
    void respondsToAReloadRequestAfterTheReload() throws Exception {
        Instant before = Instant.now();
        Files.writeString(site.manifest(), next());
        ManagementApi.Reload reload = management.reload();

        // The file watch may have applied the change before.
        assertThat(reload.outcome()).isIn("Applied", "Unchanged");
        assertThat(reload.status()).isEqualTo(200);
        assertThat(header()).isEqualTo("n" + number);
        assertThat(reload.problems()).isEmpty();
        assertThat(reload.report().getInstant("at")).isAfter(before);
        assertThat(reload.report().getLong("millis")).isBetween(0L, SOON.toMillis());
    }

    /** Changes the lookup as well: the reload runs on the thread of the signal. */
    @Test
    void reloadsAfterASignal() throws Exception {
        int lines = site.proxy().lines();
        Files.writeString(
                site.manifest(), new ManifestPatch("spec: {lookup: {timeout: 1" + number + "s}}").over(next()));
        site.proxy().hangUp();
        awaitHeader();
        site.proxy().awaitLine(lines, line -> line.contains("reload outcome=Applied"));
        assertThat(site.proxy().linesFrom(lines)).noneMatch(line -> line.contains("outcome=Refused"));
    }

    @Test
    void reportsAReloadWithoutChanges() throws Exception {
        management.reload();
        JsonObject before = management.config();
        double unchanged = count("unchanged");

        ManagementApi.Reload reload = management.reload();

        assertThat(reload.status()).isEqualTo(200);
        assertThat(reload.outcome()).isEqualTo("Unchanged");
        assertThat(reload.changes()).isEmpty();
        JsonObject after = management.config();
        assertThat(after.getString("hash")).isEqualTo(before.getString("hash"));
        assertThat(after.getString("appliedAt")).isEqualTo(before.getString("appliedAt"));
        assertThat(after.getJsonObject("reload").getString("outcome")).isEqualTo("Unchanged");
        assertThat(count("unchanged")).isGreaterThan(unchanged);
    }

    private static double count(String outcome) throws Exception {
        return management
                .metric("zimbra_proxy_reloads_total{outcome=\"" + outcome + "\"}")
                .orElse(0);
    }

    @Test
    void reportsTheRunningConfiguration() throws Exception {
        double applied = count("applied");
        Files.writeString(site.manifest(), next());
        awaitHeader();
        // The effect is visible before the reload is counted. Two reloads never overlap.
        management.reload();

        JsonObject config = management.config();
        assertThat(config.getString("phase")).isEqualTo("ready");
        assertThat(config.getString("name")).isEqualTo("test");
        assertThat(config.getString("tlsEngine")).isIn("BoringSSL", "JDK");
        assertThat(config.getJsonArray("problems")).isEmpty();
        assertThat(config.getJsonArray("listeners")).hasSize(6);
        assertThat(config.getJsonArray("listeners").getJsonObject(1).getMap())
                .containsEntry("name", "imaps")
                .containsEntry("protocol", "IMAPS")
                .containsEntry("port", site.imaps());
        assertThat(count("applied")).isGreaterThan(applied);
    }
}
