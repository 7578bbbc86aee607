package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS sessions of one proxy can be resumed at another only if both have the same ticket keys. */
class SharedTicketsIT {
    @RegisterExtension
    static final SiteExtension one = SiteExtension.of(StubConfig.demo(), companions -> {
        for (String secret : new String[] {"tickets", "other-tickets"}) {
            Files.writeString(companions.folder("secrets/" + secret).resolve("key"), (secret + " ").repeat(8));
        }
        return manifest("{keyRef: {name: tickets, key: key}}");
    });

    private static TestSite same;
    private static TestSite other;
    private static TestSite alone;
    private static TestSite without;

    @BeforeAll
    static void startOtherProxies() throws Exception {
        same = one.another(manifest("{keyRef: {name: tickets, key: key}}"));
        other = same.another(manifest("{keyRef: {name: other-tickets, key: key}}"));
        alone = other.another(manifest("{}"));
        without = alone.another(manifest("{enabled: false}"));
    }

    private static Manifest manifest(String tickets) {
        return Manifest.sixPorts().clearTextLogins().merged("spec: {tls: {sessionTickets: " + tickets + "}}");
    }

    static Stream<Arguments> handshakes() {
        return Arrays.stream(TlsEndpoint.values())
                .flatMap(endpoint -> Stream.of("-tls1_2", "-tls1_3").map(version -> Arguments.of(endpoint, version)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("handshakes")
    void areAcceptedByProxiesWithTheSameKeys(TlsEndpoint endpoint, String version) throws Exception {
        Path session = begin(one, endpoint, version);
        assertThat(resumes(one, endpoint, TestSite.HOST, version, session)).isTrue();
        assertThat(resumes(same, endpoint, TestSite.HOST, version, session)).isTrue();
        assertThat(resumes(other, endpoint, TestSite.HOST, version, session)).isFalse();
        assertThat(resumes(alone, endpoint, TestSite.HOST, version, session)).isFalse();
        assertThat(resumes(without, endpoint, TestSite.HOST, version, session)).isFalse();
        assertThat(resumes(same, endpoint, TestSite.OTHER_HOST, version, session))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("handshakes")
    void withoutConfiguredKeysAreAcceptedOnlyByTheSameProxy(TlsEndpoint endpoint, String version) throws Exception {
        Path session = begin(alone, endpoint, version);
        assertThat(resumes(alone, endpoint, TestSite.HOST, version, session)).isTrue();
        assertThat(resumes(one, endpoint, TestSite.HOST, version, session)).isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("handshakes")
    void areNotIssuedIfTicketsAreDisabled(TlsEndpoint endpoint, String version) throws Exception {
        Path session = one.folder().resolve("none-" + endpoint + version);
        OpensslHandshake first =
                OpensslHandshake.at(without, endpoint, TestSite.HOST, version, "-sess_out", session.toString());
        assertThat(first.isNew()).as(first.output()).isTrue();
        assertThat(first.output()).doesNotContain("TLS session ticket");
        // In TLS 1.2 openssl writes a session file even without a ticket.
        assertThat(Files.exists(session) && resumes(without, endpoint, TestSite.HOST, version, session))
                .isFalse();
    }

    private static Path begin(TestSite site, TlsEndpoint endpoint, String version) throws Exception {
        Path session = one.folder().resolve("session-" + endpoint + version);
        OpensslHandshake first =
                OpensslHandshake.at(site, endpoint, TestSite.HOST, version, "-sess_out", session.toString());
        assertThat(first.isNew()).as(first.output()).isTrue();
        return session;
    }

    private static boolean resumes(TestSite site, TlsEndpoint endpoint, String host, String version, Path session)
            throws Exception {
        OpensslHandshake again = OpensslHandshake.again(site, endpoint, host, version, session);
        assertThat(again.isNew() || again.isResumed()).as(again.output()).isTrue();
        return again.isResumed();
    }
}
