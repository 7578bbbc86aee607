package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebCurl;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.net.FreePorts;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Logins with a client certificate, at a host that accepts one ({@code mail.example.com}), a host that requires one
 * ({@code mail.example.org}), and a host that does not request one ({@code localhost}).
 */
class CertificateLoginIT {
    private static final List<Integer> PORTS = FreePorts.take(2);
    private static final int LOGIN = PORTS.get(0);
    private static final int ADMIN = PORTS.get(1);

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(zimbra(), CertificateLoginIT::prepare);

    private static WebCurl curl;

    private static Manifest prepare(Companions companions) throws Exception {
        CertificateAuthority clients = CertificateAuthority.create("Clients CA");
        Files.writeString(companions.folder("secrets/clients-ca").resolve("ca.crt"), clients.pem());
        Files.writeString(companions.folder("secrets/zmnginx").resolve("password"), "zmnginx\n");
        for (String name : List.of("carol", "root", "nobody")) {
            clients.issueClient("CN=" + name + ",O=Test").write(companions.folder(name));
        }
        return Manifest.sixPorts()
                .otherDomain("clientCertificates: {mode: Required, caRef: {name: clients-ca}}")
                .lookup("admin: {passwordRef: {name: zmnginx, key: password}}")
                .listener(
                        "{name: sso, protocol: HTTPS, port: " + LOGIN + ", address: 127.0.0.1, certificateLogin: true}")
                .listener("{name: admin, protocol: HTTPS, port: " + ADMIN + ", address: 127.0.0.1, pool: admin}")
                .merged("""
                                spec:
                                  tls: {clientCertificates: {mode: Optional, caRef: {name: clients-ca}}}
                                  domains:
                                    - {name: silent.example, virtualHosts: [localhost], clientCertificates: {mode: None}}
                                  upstream:
                                    pools: [{name: admin, servers: [{host: localhost, httpsPort: 7071}]}]
                                """);
    }

    private static StubConfig zimbra() {
        // The lookup handler gets subjects in the order of RFC 2253: the last part first.
        return StubConfig.demo()
                .withAccounts(
                        Account.of("carol@example.com", "secret-carol", "mailbox-1")
                                .withCertificateSubject("O=Test,CN=carol"),
                        Account.of("root@example.com", "secret-root", "mailbox-1")
                                .asAdmin()
                                .withCertificateSubject("O=Test,CN=root"));
    }

    @BeforeAll
    static void prepareCurl() throws Exception {
        curl = new WebCurl(site, site.folder().resolve("curl"));
    }

    @AfterEach
    void clearFaults() {
        site.zimbra().clearFaults();
    }

    /** {@code cookie} is the cookie for users or for administrators, or {@code -} for none. */
    @ParameterizedTest(name = "{2} of {0} with certificate of {1}")
    @CsvSource({
        "mail.example.com, carol,  /certauth,       302, zm_auth_token",
        "mail.example.com, nobody, /certauth,       302, -",
        "mail.example.com, -,      /certauth,       302, -",
        "mail.example.com, root,   /certauth/admin, 302, zm_admin_auth_token",
        "mail.example.com, carol,  /certauth/admin, 302, -",
        "mail.example.com, -,      /certauth/admin, 302, -",
        "mail.example.com, carol,  /,               403, -",
        "mail.example.com, carol,  /certauth/,      403, -",
        "mail.example.com, carol,  /certauth/x,     403, -",
        "mail.example.org, carol,  /certauth,       302, zm_auth_token",
        "mail.example.org, root,   /certauth/admin, 302, zm_admin_auth_token",
        "mail.example.org, nobody, /certauth,       403, -",
        "mail.example.org, carol,  /certauth/admin, 403, -",
        "mail.example.org, -,      /certauth,       403, -",
        "localhost,        carol,  /certauth,       403, -",
    })
    void redirectsToTheWebClientOrTheAdminConsole(
            String host, String certificate, String path, int status, String cookie) throws Exception {
        for (WebProtocol way : List.of(WebProtocol.HTTPS, WebProtocol.HTTP2)) {
            WebCurl.Run run = curl.runTo(host, way, options(certificate), path).requireSuccess();
            assertThat(run.response().status()).as(way + run.heads()).isEqualTo(status);
            if (status == 302) {
                int port = path.endsWith("admin") ? ADMIN : site.https();
                assertThat(run.heads()).contains("location: https://" + host + ":" + port + "/?ignoreloginurl=1\r\n");
            }
            if (cookie.equals("-")) {
                assertThat(run.heads()).doesNotContain("set-cookie");
            } else {
                assertThat(run.heads())
                        .containsPattern("set-cookie: " + cookie + "=[0-9a-f_]+;path=/;secure;httponly\r\n");
            }
        }
    }

    /** Requests with the cookie of the login go to the mailbox server of the user. */
    @Test
    void theTokenRoutesToTheMailboxServer() throws Exception {
        WebCurl.Run login = curl.runTo(TestSite.HOST, WebProtocol.HTTPS, options("carol"), "/certauth")
                .requireSuccess();
        String token = login.heads().replaceAll("(?s).*zm_auth_token=([0-9a-f_]+);.*", "$1");
        WebCurl.Run page = curl.runTo(
                        TestSite.HOST,
                        WebProtocol.HTTPS,
                        List.of("--header", "Cookie: ZM_AUTH_TOKEN=" + token),
                        "/echo")
                .requireSuccess();
        assertThat(page.heads()).contains("x-mailbox: mailbox-1");
    }

    @Test
    void logsInOnlyByGet() throws Exception {
        List<String> options = new ArrayList<>(options("carol"));
        options.addAll(List.of("--data", "x"));
        assertThat(curl.runTo(TestSite.HOST, WebProtocol.HTTPS, options, "/certauth")
                        .response()
                        .status())
                .isEqualTo(403);
    }

    /** The client gets 500, because only an administrator can solve the problem. */
    @Test
    void respondsWith500IfTheLookupHandlersFail() throws Exception {
        site.zimbra().fault("lookup/1", Fault.status(500));
        site.zimbra().fault("lookup/2", Fault.status(500));
        WebCurl.Run run = curl.runTo(TestSite.HOST, WebProtocol.HTTPS, options("carol"), "/certauth");
        assertThat(run.response().status()).as(run.heads()).isEqualTo(500);
        site.proxy().awaitLine(line -> line.contains("path=/certauth ") && line.contains("status=500"));
    }

    private static List<String> options(String certificate) {
        List<String> options = new ArrayList<>(List.of("--connect-to", "::127.0.0.1:" + LOGIN));
        if (!certificate.equals("-")) {
            Path pair = site.folder().resolve(certificate);
            options.addAll(List.of(
                    "--cert",
                    pair.resolve("tls.crt").toString(),
                    "--key",
                    pair.resolve("tls.key").toString()));
        }
        return options;
    }
}
