package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ManifestPatch;
import io.zimbraproxy.proxy.it.stage.MountedFolder;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.Rotation;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A new certificate is used in the handshakes of all ports within seconds, and existing connections stay open. */
class CertificateRotationIT {
    private static final String MOUNTED = "mail.mounted.example";
    private static final String LINKED = "mail.linked.example";

    /** Targets of the links of a secret. */
    @TempDir
    static Path elsewhere;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().clearTextLogins());

    private static MountedFolder mounted;

    @BeforeAll
    static void addDomains() throws Exception {
        mounted = new MountedFolder(
                Files.createDirectories(site.secret("mounted")),
                files(site.authority().issue(MOUNTED)));
        site.authority().issue(LINKED).write(Files.createDirectory(elsewhere.resolve("1")));
        Files.createDirectories(site.secret("linked"));
        for (String file : List.of("tls.crt", "tls.key")) {
            Files.createSymbolicLink(
                    site.secret("linked").resolve(file), elsewhere.resolve("1").resolve(file));
        }
        Files.writeString(site.manifest(), new ManifestPatch("""
                spec:
                  domains:
                    - {name: mounted.example, virtualHosts: [mail.mounted.example], certificateRef: {name: mounted}}
                    - {name: linked.example, virtualHosts: [mail.linked.example], certificateRef: {name: linked}}
                """).over(Files.readString(site.manifest())));
        assertThat(site.proxy().management().reload().status()).isEqualTo(200);
    }

    private static Map<String, String> files(PemPair pair) {
        return Map.of("tls.crt", pair.certificate(), "tls.key", pair.key());
    }

    @ParameterizedTest
    @EnumSource
    void isShownOnEveryPort(Rotation rotation) throws Exception {
        List<LineClient> sessions = new ArrayList<>();
        try (RawWebClient web = new RawWebClient(TlsEndpoint.HTTPS.connect(site, TestSite.HOST))) {
            for (TlsEndpoint endpoint : List.of(TlsEndpoint.IMAPS, TlsEndpoint.IMAP_STARTTLS)) {
                LineClient session = endpoint.connect(site, TestSite.HOST);
                sessions.add(session);
                session.send("a LOGIN alice@example.com secret-alice\r\n").until("a OK");
            }
            assertThat(web.get("/status/200").status()).isEqualTo(200);

            // The two files are written one after the other.
            PemPair pair = rotation.issue(site.authority(), TestSite.HOST, "localhost", TestSite.IPV6)
                    .write(site.secret("example-com"));

            for (TlsEndpoint endpoint : TlsEndpoint.values()) {
                endpoint.awaitShown(site, TestSite.HOST, pair);
            }
            for (LineClient session : sessions) {
                session.send("b NOOP\r\n").until("b OK");
            }
            assertThat(web.get("/status/200").status()).isEqualTo(200);
        } finally {
            for (LineClient session : sessions) {
                session.close();
            }
        }
    }

    @Test
    void isReadAfterASwapOfAMountedFolder() throws Exception {
        for (Rotation rotation : Rotation.values()) {
            PemPair pair = rotation.issue(site.authority(), MOUNTED);
            mounted.swap(files(pair));
            awaitShown(MOUNTED, pair);
        }
    }

    @Test
    void isReadThroughUnchangedLinks() throws Exception {
        PemPair pair = site.authority().issue(LINKED).write(elsewhere.resolve("1"));
        awaitShown(LINKED, pair);
    }

    /** Replaces the links, as certbot does. */
    @Test
    void isReadThroughNewLinks() throws Exception {
        PemPair pair = site.authority().issue(LINKED).write(Files.createDirectory(elsewhere.resolve("2")));
        for (String file : List.of("tls.crt", "tls.key")) {
            Path link = Files.createSymbolicLink(
                    site.secret("linked").resolve(file + ".new"),
                    elsewhere.resolve("2").resolve(file));
            Files.move(link, site.secret("linked").resolve(file), StandardCopyOption.ATOMIC_MOVE);
        }
        awaitShown(LINKED, pair);
    }

    private static void awaitShown(String host, PemPair pair) throws Exception {
        for (TlsEndpoint endpoint : List.of(TlsEndpoint.HTTPS, TlsEndpoint.IMAPS, TlsEndpoint.POP3_STLS)) {
            endpoint.awaitShown(site, host, pair);
        }
    }

    @Test
    void theLastOfSeveralRenewalsIsShown() throws Exception {
        PemPair pair = null;
        for (int i = 0; i < 10; i++) {
            pair = Rotation.number(i)
                    .issue(site.authority(), TestSite.OTHER_HOST)
                    .write(site.secret("example-org"));
        }
        TlsEndpoint.HTTPS.awaitShown(site, TestSite.OTHER_HOST, pair);
        TlsEndpoint.IMAP_STARTTLS.awaitShown(site, TestSite.OTHER_HOST, pair);
    }
}
