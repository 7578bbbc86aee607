package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual server names (SNI), which clients take from their users' settings. */
class ServerNameIT {
    private static final int TIMEOUT_MILLIS = 10_000;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts());

    /**
     * mbsync and fetchmail send an IPv6 address, others a name with an underscore or a dot at its end. The proxy ignores the
     * name or the dot, and handshakes of other clients are not affected.
     */
    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "::1, imaps, mail.example.com",
        "mail_1.example.com, pop3s, mail.example.com",
        "mail.example.org., https, mail.example.org",
        "-mail.example.com, imaps, mail.example.com"
    })
    void anInvalidNameIsIgnored(String name, String listener, String shown) throws Exception {
        int port =
                switch (listener) {
                    case "imaps" -> site.imaps();
                    case "pop3s" -> site.pop3s();
                    default -> site.https();
                };
        for (int i = 0; i < 2; i++) {
            assertThat(certificateFor(name, port)).contains("CN=" + shown);
            assertThat(certificateFor(TestSite.HOST, port)).contains("CN=" + TestSite.HOST);
            assertThat(certificateFor(TestSite.OTHER_HOST, port)).contains("CN=" + TestSite.OTHER_HOST);
            assertThat(certificateFor("nobody.example.net", port)).contains("CN=" + TestSite.HOST);
        }
        site.proxy().awaitConnections(0);
    }

    /** A session of one host must not be resumed for another. */
    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void aSessionIsResumedOnlyForTheSameHost(String version) throws Exception {
        Program.require("openssl", "openssl");
        Path session = site.folder().resolve("session" + version);

        assertThat(handshake(version, TestSite.HOST, "-sess_out", session)).contains("New, TLSv1");
        assertThat(handshake(version, TestSite.HOST, "-sess_in", session)).contains("Reused, TLSv1");
        assertThat(handshake(version, TestSite.OTHER_HOST, "-sess_in", session))
                .contains("New, TLSv1")
                .contains("CN = " + TestSite.OTHER_HOST);
    }

    private static String handshake(String version, String name, String option, Path session) throws Exception {
        String command = "printf 'a LOGOUT\\r\\n' | openssl s_client -ign_eof " + version + " -connect 127.0.0.1:"
                + site.imaps() + " -servername " + name + " " + option + " " + session + " 2>&1";
        return Program.run(site.folder(), List.of("sh", "-c", command)).output();
    }

    private static String certificateFor(String name, int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new AnyName(name)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    /** A server name with any bytes; the JDK's class accepts only valid names. */
    private static final class AnyName extends SNIServerName {
        AnyName(String name) {
            super(0, name.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Accepts all certificates, because the test compares them itself. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
