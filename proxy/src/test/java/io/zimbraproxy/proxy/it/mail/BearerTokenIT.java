package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** curl logs in with bearer tokens at a mailbox server that accepts them. */
class BearerTokenIT {
    private static BearerMailbox mailbox;
    private static FixedLookupHandler lookup;
    private static TestSite other;

    private static Manifest manifest(String mechanism) {
        return Manifest.sixPorts()
                .handlers(lookup.url())
                .with("sasl: {mechanisms: [" + mechanism + "]}")
                .with("timeouts: {authFailureDelay: 100ms}");
    }

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(StubConfig.empty(), BearerTokenIT::prepare);

    private static Manifest prepare(Companions companions) throws Exception {
        Program.require("curl", "curl");
        mailbox = companions.add(new BearerMailbox());
        lookup = companions.add(new FixedLookupHandler(Map.of("imap", mailbox.imapPort(), "pop3", mailbox.pop3Port())));
        return manifest("XOAUTH2");
    }

    /** curl prefers one of the two mechanisms, so each has a proxy of its own. */
    @BeforeAll
    static void startProxyForOauthbearer() throws Exception {
        other = site.another(manifest("OAUTHBEARER"));
        Files.writeString(site.folder().resolve("ca.pem"), site.authority().pem());
    }

    @BeforeEach
    void clearMessages() {
        mailbox.messages().clear();
    }

    private static Program.Result curl(String scheme, String mechanism, String token) throws Exception {
        TestSite target = mechanism.equals("XOAUTH2") ? site : other;
        int port =
                switch (scheme) {
                    case "imap" -> target.imap();
                    case "imaps" -> target.imaps();
                    case "pop3" -> target.pop3();
                    default -> target.pop3s();
                };
        // The client uses an alias. The mailbox server must receive the name of the account.
        List<String> command = List.of(
                "curl",
                "-q",
                "-sv",
                "--max-time",
                "20",
                "--ssl-reqd",
                "--cacert",
                "ca.pem",
                "--user",
                "alias:",
                "--oauth2-bearer",
                token,
                "--login-options",
                "AUTH=" + mechanism,
                scheme + "://localhost:" + port + "/");
        return Program.run(site.folder(), command);
    }

    @ParameterizedTest
    @CsvSource({"imap", "imaps", "pop3", "pop3s"})
    void logsInWithAToken(String scheme) throws Exception {
        assertThat(curl(scheme, "XOAUTH2", BearerMailbox.TOKEN).requireSuccess().output())
                .contains(scheme.startsWith("imap") ? "INBOX" : "1 4242");
        assertThat(curl(scheme, "OAUTHBEARER", BearerMailbox.TOKEN)
                        .requireSuccess()
                        .output())
                .contains(scheme.startsWith("imap") ? "INBOX" : "1 4242");

        assertThat(mailbox.messages().get(0))
                .isEqualTo("user=alice@example.com^auth=Bearer " + BearerMailbox.TOKEN + "^^");
        assertThat(mailbox.messages().get(1))
                .matches("n,a=alice@example.com,\\^host=localhost\\^port=\\d+\\^auth=Bearer "
                        + BearerMailbox.TOKEN.replace(".", "\\.") + "\\^\\^");
    }

    @ParameterizedTest
    @CsvSource({"imaps, XOAUTH2, ''", "pop3s, XOAUTH2, ''", "imaps, OAUTHBEARER, AQ==", "pop3s, OAUTHBEARER, AQ=="})
    void relaysTheErrorForARefusedToken(String scheme, String mechanism, String acknowledgement) throws Exception {
        Program.Result result = curl(scheme, mechanism, "expired");

        assertThat(result.exit()).as(result.output()).isNotZero();
        assertThat(result.output())
                .contains("< + eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiYmVhcmVyIiwic2NvcGUiOiJtYWlsIn0=");
        if (mechanism.equals("OAUTHBEARER")) {
            // With XOAUTH2, curl closes the connection after the challenge.
            assertThat(result.output())
                    .contains(
                            scheme.startsWith("imap")
                                    ? "NO [AUTHENTICATIONFAILED] AUTHENTICATE failed"
                                    : "-ERR [AUTH] ");
        }
        assertThat(mailbox.messages()).contains("acknowledged with " + acknowledgement);
    }
}
