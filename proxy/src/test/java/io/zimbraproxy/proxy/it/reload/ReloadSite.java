package io.zimbraproxy.proxy.it.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.ManagementApi;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ManifestPatch;
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

/** A site whose configuration is changed by the files of {@code src/test/resources/reload}. */
final class ReloadSite implements AutoCloseable {
    static final String NEW_HOST = "mail.example.net";

    private final TestSite site;
    private final String manifest;
    /** By placeholder. */
    private final Map<String, String> words = new LinkedHashMap<>();

    private int number;

    private ReloadSite(TestSite site) throws Exception {
        this.site = site;
        manifest = Files.readString(site.manifest());
        List<Integer> ports = FreePorts.take(4);
        for (int i = 0; i < ports.size(); i++) {
            words.put("$free" + (i + 1), String.valueOf(ports.get(i)));
        }
        List<URI> handlers = site.zimbra().lookup().urls();
        for (int i = 0; i < handlers.size(); i++) {
            words.put("$lookup" + (i + 1), handlers.get(i).toString());
        }
        words.put(
                "$http2",
                String.valueOf(site.zimbra().mailbox("mailbox-2").ports().http()));
        site.authority().issue(NEW_HOST).write(site.secret("example-net"));
    }

    /** The means by which the proxy is told. */
    enum Trigger {
        POST,
        WATCH,
        SIGNAL
    }

    /** Starts it with the accounts of the demo and of {@link StandingSessions}. */
    static ReloadSite start(Path folder, String... jvmOptions) throws Exception {
        Manifest manifest = Manifest.sixPorts()
                .clearTextLogins()
                // A handshake may take its time on a machine that does other things, too.
                .with("timeouts: {authFailureDelay: 100ms, tlsHandshake: 1m}")
                .with("routeCache: {notFoundTtl: 1h}");
        StubConfig zimbra = StandingSessions.in(StubConfig.demo());
        // Whoever does not exist is told so at once.
        zimbra = zimbra.withLookup(zimbra.lookup().withAuthWaitSeconds(0));
        return new ReloadSite(TestSite.start(folder, zimbra, manifest, jvmOptions));
    }

    TestSite site() {
        return site;
    }

    /** The file with ports and names of this site, and a new number for {@code $fresh}. */
    ReloadFile filled(ReloadFile file) {
        number++;
        return file.filled(text -> {
            String filled = text.replace("$fresh", String.valueOf(number));
            for (Map.Entry<String, String> word : words.entrySet()) {
                filled = filled.replace(word.getKey(), word.getValue());
            }
            return filled;
        });
    }

    /** The manifest it began with. */
    String manifest() {
        return manifest;
    }

    String patched(ReloadFile file) throws Exception {
        return new ManifestPatch(file.body()).over(manifest);
    }

    /** Puts this text in the place of the manifest, in one step. */
    void write(String text) throws Exception {
        replace(Files.writeString(site.folder().resolve("site.yaml.new"), text));
    }

    /** Puts this file there. */
    void replace(Path beside) throws Exception {
        Files.move(beside, site.manifest(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The same with a text, and waits until the proxy runs with it; returns what {@code GET /config} says then. */
    JsonObject apply(String text, Trigger trigger) throws Exception {
        ManagementApi management = site.proxy().management();
        String before = management.config().getString("hash");
        int lines = site.proxy().lines();
        write(text);
        if (trigger == Trigger.POST) {
            ManagementApi.Reload reload = management.reload();
            // Whoever watches the file may have been quicker.
            assertThat(reload.outcome()).as(reload.report().encode()).isIn("Applied", "Unchanged");
            assertThat(reload.status()).isEqualTo(200);
            assertThat(management.config().getString("hash")).isNotEqualTo(before);
        } else if (trigger == Trigger.SIGNAL) {
            site.proxy().hangUp();
        }
        JsonObject applied = management.awaitConfig(
                "other hash than " + before, config -> !config.getString("hash").equals(before));
        assertThat(site.proxy().linesFrom(lines))
                .as("what was refused")
                .noneMatch(line -> line.contains("reload outcome=Refused"));
        return applied;
    }

    @Override
    public void close() {
        site.close();
    }
}
