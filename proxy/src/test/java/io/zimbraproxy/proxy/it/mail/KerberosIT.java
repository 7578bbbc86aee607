package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.SeededMail;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kerberos logins by curl with tickets of a real realm. */
class KerberosIT {
    private static Kdc kdc;
    private static Path keytab;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(zimbra(), KerberosIT::prepare);

    private static StubConfig zimbra() {
        return StubConfig.empty()
                .withAccounts(
                        Account.of("alice@example.com", "secret", "mailbox-1")
                                .withKerberosPrincipal("alice@" + Kdc.REALM)
                                .withMail(SeededMail.of(2)),
                        Account.of("bob@example.com", "secret", "mailbox-2"));
    }

    private static Manifest prepare(Companions companions) throws Exception {
        Program.require("curl", "curl");
        kdc = companions.add(Kdc.start(companions.folder("realm")));
        kdc.logIn("alice");
        keytab = companions.folder("secrets/kerberos").resolve("krb5.keytab");
        kdc.keytab(keytab, "imap/localhost", "pop/localhost", "http/localhost");
        site.jvmOptions("-Djava.security.krb5.conf=" + kdc.configuration());
        Files.writeString(companions.folder("secrets/zimbra-nginx").resolve("password"), "zmnginx\n");
        return Manifest.sixPorts()
                .clearTextLogins()
                .lookup("admin: {passwordRef: {name: zimbra-nginx, key: password}}")
                .with("sasl: {mechanisms: [PLAIN, GSSAPI], gssapi: {keytabRef: {name: kerberos, key: krb5.keytab}}}")
                .with("timeouts: {authFailureDelay: 100ms}");
    }

    @BeforeEach
    void clearRequests() {
        site.zimbra().clearRequests();
    }

    private static Program.Result curl(String url, String user, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl", "-sv", "--max-time", "20", "--login-options", "AUTH=GSSAPI", "--user", user + ":", url));
        command.addAll(List.of(more));
        command.addAll(List.of(
                "--cacert", site.folder().resolve("secrets/zimbra-ca/ca.crt").toString()));
        return Program.run(site.folder(), kdc.environment(), command);
    }

    private static String url(String scheme) {
        int port =
                switch (scheme) {
                    case "imap" -> site.imap();
                    case "imaps" -> site.imaps();
                    case "pop3" -> site.pop3();
                    default -> site.pop3s();
                };
        return scheme + "://localhost:" + port + (scheme.startsWith("imap") ? "/INBOX" : "/");
    }

    @ParameterizedTest
    @CsvSource({"imap, --ssl", "imap, --ssl-reqd", "imaps, --ssl-reqd", "pop3, --ssl-reqd", "pop3s, --ssl-reqd"})
    void logsInWithATicket(String scheme, String tls) throws Exception {
        Program.Result result = curl(url(scheme), "alice@example.com", tls).requireSuccess();

        assertThat(result.output()).contains(scheme.startsWith("imap") ? "AUTHENTICATE GSSAPI" : "AUTH GSSAPI");
        assertThat(site.zimbra().requests().stream()
                        .filter(request -> request.target().startsWith("lookup")))
                .singleElement()
                .satisfies(lookup -> {
                    assertThat(lookup.field("Auth-Method")).hasValue("gssapi");
                    assertThat(lookup.field("Auth-User")).hasValue("alice@" + Kdc.REALM);
                    assertThat(lookup.field("Auth-ID")).hasValue("alice@" + Kdc.REALM);
                    assertThat(lookup.field("Auth-Admin-User")).hasValue("zmnginx");
                });
    }

    @Test
    void neverCachesRoutesOfTokens() throws Exception {
        curl(url("imaps"), "alice@example.com").requireSuccess();
        curl(url("imaps"), "alice@example.com").requireSuccess();

        assertThat(site.zimbra().requests().stream()
                        .filter(request -> request.target().startsWith("lookup")))
                .hasSize(2);
    }

    @Test
    void refusesAnAuthorizationIdOfAnotherUser() throws Exception {
        Program.Result result = curl(url("imaps"), "alice@example.com", "--sasl-authzid", "bob@example.com");

        assertThat(site.zimbra().requests().stream()
                        .filter(request -> request.target().startsWith("lookup"))
                        .map(lookup -> lookup.field("Auth-User").orElse("")))
                .as(result.output() + site.proxy().log())
                .containsExactly("bob@example.com");
        assertThat(result.exit()).as(result.output()).isNotZero();
        assertThat(result.output()).contains("NO [AUTHENTICATIONFAILED] AUTHENTICATE failed");
    }

    @Test
    void refusesATicketForAnotherService() throws Exception {
        Program.Result result = curl(url("imaps"), "alice@example.com", "--service-name", "http");

        assertThat(result.exit()).as(result.output()).isNotZero();
        assertThat(result.output()).contains("NO [AUTHENTICATIONFAILED] AUTHENTICATE failed");
        assertThat(site.zimbra().requests()).isEmpty();
        site.proxy().awaitLine(line -> line.contains("cause=sasl_refused"));
    }

    @Test
    void refusesGarbage() throws Exception {
        try (LineClient client = site.connectTls(site.imaps(), "localhost")) {
            client.line();
            assertThat(client.ask("a AUTHENTICATE GSSAPI")).isEqualTo("+ ");
            assertThat(client.ask("Z2FyYmFnZQ==")).isEqualTo("a NO [AUTHENTICATIONFAILED] AUTHENTICATE failed");
        }
        try (LineClient client = site.connectTls(site.pop3s(), "localhost")) {
            client.line();
            assertThat(client.ask("AUTH GSSAPI Z2FyYmFnZQ=="))
                    .isEqualTo("-ERR [AUTH] authentication failed: LOGIN failed");
        }
    }

    @Test
    void usesNewKeysWithoutRestart() throws Exception {
        Path fresh = site.folder().resolve("fresh.keytab");
        kdc.keytab(fresh, "imap/localhost", "pop/localhost", "http/localhost");
        Files.move(fresh, keytab, StandardCopyOption.REPLACE_EXISTING);
        kdc.renew("alice");

        curl(url("imaps"), "alice@example.com").requireSuccess();
    }
}
