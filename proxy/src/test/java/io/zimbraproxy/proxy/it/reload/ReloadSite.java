package io.zimbraproxy.proxy.it.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.ManagementApi;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ManifestPatch;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site to which tests apply the changes of {@code src/test/resources/reload}. */
final class ReloadSite {
    static final String NEW_HOST = "mail.example.net";

    private final TestSite site;
    private final String manifest;
    /** Values by placeholder. */
    private final Map<String, String> placeholders = new LinkedHashMap<>();

    private int number;

    /** Wraps a running site of {@link #register}. */
    ReloadSite(TestSite site) throws Exception {
        this.site = site;
        manifest = Files.readString(site.manifest());
        List<Integer> ports = FreePorts.take(4);
        for (int i = 0; i < ports.size(); i++) {
            placeholders.put("$free" + (i + 1), String.valueOf(ports.get(i)));
        }
        List<URI> handlers = site.zimbra().lookup().urls();
        for (int i = 0; i < handlers.size(); i++) {
            placeholders.put("$lookup" + (i + 1), handlers.get(i).toString());
        }
        placeholders.put(
                "$http2",
                String.valueOf(site.zimbra().mailbox("mailbox-2").ports().http()));
        site.authority().issue(NEW_HOST).write(site.secret("example-net"));
    }

    /** Ways to trigger a reload. */
    enum Trigger {
        POST,
        WATCH,
        SIGNAL
    }

    /** Returns a site with the accounts of the demo and of {@link LongLivedSessions}, which a class registers. */
    static SiteExtension register() {
        Manifest manifest = Manifest.sixPorts()
                .clearTextLogins()
                // Handshakes may be slow on a busy machine.
                .with("timeouts: {authFailureDelay: 100ms, tlsHandshake: 1m}")
                .with("routeCache: {notFoundTtl: 1h}");
        StubConfig zimbra = LongLivedSessions.addAccount(StubConfig.demo());
        // The lookup handler responds for unknown users without a delay.
        return SiteExtension.of(zimbra.withLookup(zimbra.lookup().withAuthWaitSeconds(0)), manifest);
    }

    TestSite site() {
        return site;
    }

    /** Fills in the placeholders: ports and names of this site, and a new number for {@code $fresh}. */
    ReloadFile filled(ReloadFile file) {
        number++;
        return file.filled(text -> {
            String filled = text.replace("$fresh", String.valueOf(number));
            for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
                filled = filled.replace(placeholder.getKey(), placeholder.getValue());
            }
            return filled;
        });
    }

    /** Returns the manifest with which the site started. */
    String manifest() {
        return manifest;
    }

    /** Returns the manifest with the change merged over it. */
    String patched(ReloadFile file) throws Exception {
        return new ManifestPatch(file.body()).over(manifest);
    }

    /** Replaces the manifest by this text, atomically. */
    void write(String text) throws Exception {
        replace(Files.writeString(site.folder().resolve("site.yaml.new"), text));
    }

    /** Moves this file to the place of the manifest. */
    void replace(Path replacement) throws Exception {
        Files.move(replacement, site.manifest(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Replaces the manifest and waits until the proxy has applied it; returns the response to {@code GET /config}. */
    JsonObject apply(String text, Trigger trigger) throws Exception {
        ManagementApi management = site.proxy().management();
        String before = management.config().getString("hash");
        int lines = site.proxy().lines();
        write(text);
        if (trigger == Trigger.POST) {
            ManagementApi.Reload reload = management.reload();
            // The file watch may have applied the change before.
            assertThat(reload.outcome()).as(reload.report().encode()).isIn("Applied", "Unchanged");
            assertThat(reload.status()).isEqualTo(200);
            assertThat(management.config().getString("hash")).isNotEqualTo(before);
        } else if (trigger == Trigger.SIGNAL) {
            site.proxy().hangUp();
        }
        JsonObject applied = management.awaitConfig(
                "other hash than " + before, config -> !config.getString("hash").equals(before));
        assertThat(site.proxy().linesFrom(lines))
                .as("log lines of refused reloads")
                .noneMatch(line -> line.contains("reload outcome=Refused"));
        return applied;
    }
}
