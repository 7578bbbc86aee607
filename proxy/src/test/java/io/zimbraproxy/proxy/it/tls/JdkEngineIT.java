package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.config.StubConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS by Java alone, as on platforms without BoringSSL. */
class JdkEngineIT {
    @TempDir
    static Path folder;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        site = TestSite.start(
                folder, StubConfig.demo(), Manifest.sixPorts().clearTextLogins(), "-Dzimbra-proxy.tls-engine=jdk");
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    private static OpensslHandshake handshake(TlsEndpoint door, String options) throws Exception {
        return OpensslHandshake.at(site, door, TestSite.HOST, options.split(" ", -1));
    }

    @Test
    void isNamed() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + site.proxy().managementPort() + "/config");
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("\"tlsEngine\":\"JDK\"");
        assertThat(site.proxy().log()).contains("tls engine=JDK");
    }

    @ParameterizedTest
    @EnumSource
    void agreesOnTheSame(TlsEndpoint door) throws Exception {
        String own =
                switch (door) {
                    case HTTPS -> "h2";
                    case IMAPS, IMAP_STARTTLS -> "imap";
                    case POP3S, POP3_STLS -> "pop3";
                };
        for (String version : new String[] {"-tls1_2", "-tls1_3"}) {
            assertThat(handshake(door, version + " -alpn " + own).output()).contains("ALPN protocol: " + own + "\n");
            assertThat(handshake(door, version + " -alpn ftp").output()).contains("SSL alert number 120");
            assertThat(handshake(door, version).output()).containsAnyOf("z OK", "+OK", "HTTP/1.1 200");
        }
        assertThat(handshake(door, "-tls1_1 -cipher DEFAULT:@SECLEVEL=0").output())
                .contains("alert protocol version");
    }

    @ParameterizedTest
    @EnumSource
    void resumesUnderItsOwnNameOnly(TlsEndpoint door) throws Exception {
        for (String version : new String[] {"-tls1_2", "-tls1_3"}) {
            Path session = folder.resolve("session-" + door + version);
            assertThat(handshake(door, version + " -sess_out " + session).isNew())
                    .isTrue();
            OpensslHandshake same = OpensslHandshake.again(site, door, TestSite.HOST, version, session);
            assertThat(same.isResumed()).as(same.output()).isTrue();
            OpensslHandshake other = OpensslHandshake.again(site, door, TestSite.OTHER_HOST, version, session);
            assertThat(other.isNew()).as(other.output()).isTrue();
            assertThat(other.output()).contains("CN = " + TestSite.OTHER_HOST);
        }
    }
}
