package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS with the JDK's engine, as on platforms without BoringSSL. */
class JdkEngineIT {
    @RegisterExtension
    static final SiteExtension site =
            SiteExtension.of(Manifest.sixPorts().clearTextLogins()).jvmOptions("-Dzimbra-proxy.tls-engine=jdk");

    private static OpensslHandshake handshake(TlsEndpoint endpoint, String options) throws Exception {
        return OpensslHandshake.at(site, endpoint, TestSite.HOST, options.split(" ", -1));
    }

    @Test
    void isReported() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + site.proxy().managementPort() + "/config");
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("\"tlsEngine\":\"JDK\"");
        assertThat(site.proxy().log()).contains("tls engine=JDK");
    }

    @ParameterizedTest
    @EnumSource
    void negotiatesTheSameAsBoringSsl(TlsEndpoint endpoint) throws Exception {
        String protocol =
                switch (endpoint) {
                    case HTTPS -> "h2";
                    case IMAPS, IMAP_STARTTLS -> "imap";
                    case POP3S, POP3_STLS -> "pop3";
                };
        for (String version : new String[] {"-tls1_2", "-tls1_3"}) {
            assertThat(handshake(endpoint, version + " -alpn " + protocol).output())
                    .contains("ALPN protocol: " + protocol + "\n");
            assertThat(handshake(endpoint, version + " -alpn ftp").output()).contains("SSL alert number 120");
            assertThat(handshake(endpoint, version).output()).containsAnyOf("z OK", "+OK", "HTTP/1.1 200");
        }
        assertThat(handshake(endpoint, "-tls1_1 -cipher DEFAULT:@SECLEVEL=0").output())
                .contains("alert protocol version");
    }

    @ParameterizedTest
    @EnumSource
    void resumesSessionsOnlyForTheSameHost(TlsEndpoint endpoint) throws Exception {
        for (String version : new String[] {"-tls1_2", "-tls1_3"}) {
            Path session = site.folder().resolve("session-" + endpoint + version);
            assertThat(handshake(endpoint, version + " -sess_out " + session).isNew())
                    .isTrue();
            OpensslHandshake same = OpensslHandshake.again(site, endpoint, TestSite.HOST, version, session);
            assertThat(same.isResumed()).as(same.output()).isTrue();
            OpensslHandshake other = OpensslHandshake.again(site, endpoint, TestSite.OTHER_HOST, version, session);
            assertThat(other.isNew()).as(other.output()).isTrue();
            assertThat(other.output()).contains("CN = " + TestSite.OTHER_HOST);
        }
    }
}
