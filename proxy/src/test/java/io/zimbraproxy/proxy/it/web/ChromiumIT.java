package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A browser logs in with a form and opens a page of the stand-in Zimbra ({@code web/inbox.html}). Its script loads pictures,
 * downloads, uploads and opens a WebSocket, and writes the results to the page.
 */
class ChromiumIT {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().forgiving());

    @Test
    void showsTheInboxOverHttp2() throws Exception {
        String page = open("https", site.https());

        assertThat(page).contains("protocols: h2<").contains("served by mailbox-2");
        assertInbox(page);
    }

    @Test
    void showsTheInboxWithoutTls() throws Exception {
        String page = open("http", site.http());

        assertThat(page).contains("protocols: http/1.1<").contains("served by mailbox-2");
        assertInbox(page);
    }

    private static void assertInbox(String page) throws Exception {
        String sum = BulkPattern.sha256(3_000_000);
        assertThat(page)
                .contains("pictures: 16x16 15,0,16; 33x33 32,0,33; 64x64 63,0,64; 100x100 99,0,100; 200x200 199,0,200; "
                        + "256x256 255,0,0<")
                .contains("cookie: mailbox-2 is told true, scripts see \"\"<")
                .contains("download: " + sum + "<")
                .contains("upload: " + sum + "<")
                .contains("socket: 1000 h\u00e9llo mailbox-2 true<");
    }

    /** Logs in and returns the page after the end of its script. */
    private static String open(String scheme, int port) throws Exception {
        Path profile = Files.createTempDirectory(site.folder(), "profile");
        return Program.run(
                        site.folder(),
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
                                // No request leaves this machine.
                                "--host-resolver-rules=MAP " + TestSite.HOST + " 127.0.0.1, MAP * ~NOTFOUND",
                                "--ignore-certificate-errors-spki-list=" + keyFingerprint(),
                                // Browsers offer digests only to scripts from secure origins.
                                "--unsafely-treat-insecure-origin-as-secure=http://" + TestSite.HOST + ":"
                                        + site.http(),
                                "--dump-dom",
                                scheme + "://" + TestSite.HOST + ":" + port
                                        + "/webmail/login#user=bob@example.org&password=secret-bob"))
                .requireSuccess()
                .output();
    }

    /**
     * Returns the SHA-256 of the key of the certificate, which is verified here: the browser does not trust the test's
     * authority.
     */
    private static String keyFingerprint() throws Exception {
        try (LineClient client = site.connectTls(site.https(), TestSite.HOST)) {
            byte[] key = client.certificate().getPublicKey().getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        }
    }
}
