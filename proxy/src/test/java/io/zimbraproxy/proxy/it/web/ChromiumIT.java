package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser logs in by a form and shows a page whose script tries what browsers do ({@code web/inbox.html} of the stand-in):
 * pictures, downloads, uploads, a WebSocket. The page tells what it saw.
 */
class ChromiumIT {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    @TempDir
    static Path folder;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        site = TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts().forgiving());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void showsTheInboxOverHttp2() throws Exception {
        String page = open("https", site.https());

        assertThat(page).contains("protocols: h2<").contains("served by mailbox-2");
        showsTheInbox(page);
    }

    @Test
    void showsTheInboxInTheClear() throws Exception {
        String page = open("http", site.http());

        assertThat(page).contains("protocols: http/1.1<").contains("served by mailbox-2");
        showsTheInbox(page);
    }

    private static void showsTheInbox(String page) throws Exception {
        String sum = BulkPattern.sha256(3_000_000);
        assertThat(page)
                .contains("pictures: 16x16 15,0,16; 33x33 32,0,33; 64x64 63,0,64; 100x100 99,0,100; 200x200 199,0,200; "
                        + "256x256 255,0,0<")
                .contains("cookie: mailbox-2 is told true, scripts see \"\"<")
                .contains("download: " + sum + "<")
                .contains("upload: " + sum + "<")
                .contains("socket: 1000 h\u00e9llo mailbox-2 true<");
    }

    /** The page as it is once its script has tried everything. */
    private static String open(String scheme, int port) throws Exception {
        Path profile = Files.createTempDirectory(folder, "profile");
        return Program.run(
                        folder,
                        List.of(
                                Program.requireOneOf(NAMES, "chromium").toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-breakpad",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-proxy-server",
                                "--user-data-dir=" + profile,
                                // Nothing is asked of any other machine.
                                "--host-resolver-rules=MAP " + TestSite.HOST + " 127.0.0.1, MAP * ~NOTFOUND",
                                "--ignore-certificate-errors-spki-list=" + keyOfTheProxy(),
                                // Scripts digest only what came by TLS, or from here.
                                "--unsafely-treat-insecure-origin-as-secure=http://" + TestSite.HOST + ":"
                                        + site.http(),
                                "--dump-dom",
                                scheme + "://" + TestSite.HOST + ":" + port
                                        + "/webmail/login#user=bob@example.org&password=secret-bob"))
                .requireSuccess()
                .output();
    }

    /** The browser knows no authority of ours, but the key in the certificate, which was verified here. */
    private static String keyOfTheProxy() throws Exception {
        try (LineClient client = site.connectTls(site.https(), TestSite.HOST)) {
            byte[] key = client.certificate().getPublicKey().getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        }
    }
}
