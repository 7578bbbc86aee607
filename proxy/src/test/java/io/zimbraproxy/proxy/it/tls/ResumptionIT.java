package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ManifestPatch;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS sessions can be resumed only for the same host, and only while its certificate is unchanged. */
class ResumptionIT {
    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().clearTextLogins());

    static Stream<Arguments> handshakes() {
        return Arrays.stream(TlsEndpoint.values())
                .flatMap(endpoint -> Stream.of("-tls1_2", "-tls1_3").map(version -> Arguments.of(endpoint, version)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("handshakes")
    void isPossibleOnlyForTheSameHost(TlsEndpoint endpoint, String version) throws Exception {
        Path session = first(endpoint, version, TestSite.HOST);

        OpensslHandshake same = OpensslHandshake.again(site, endpoint, TestSite.HOST, version, session);
        assertThat(same.isResumed()).as(same.output()).isTrue();
        OpensslHandshake other = OpensslHandshake.again(site, endpoint, TestSite.OTHER_HOST, version, session);
        assertThat(other.isNew()).as(other.output()).isTrue();
        assertThat(other.certificate()).isEqualTo(endpoint.shown(site, TestSite.OTHER_HOST));
    }

    private static Path first(TlsEndpoint endpoint, String version, String host) throws Exception {
        Path session = site.folder().resolve("session-" + endpoint + version);
        OpensslHandshake first = OpensslHandshake.at(site, endpoint, host, version, "-sess_out", session.toString());
        assertThat(first.isNew()).as(first.output()).isTrue();
        assertThat(session).isNotEmptyFile();
        return session;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("handshakes")
    void survivesAReloadOfOtherSettings(TlsEndpoint endpoint, String version) throws Exception {
        String manifest = Files.readString(site.manifest());
        Path session = first(endpoint, version, TestSite.HOST);
        Files.writeString(
                site.manifest(),
                new ManifestPatch("spec: {http: {responseHeaders: {X-Reload: " + endpoint + version + "}}}")
                        .over(manifest));
        assertThat(site.proxy().management().reload().status()).isEqualTo(200);

        OpensslHandshake again = OpensslHandshake.again(site, endpoint, TestSite.HOST, version, session);

        assertThat(again.isResumed()).as(again.output()).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("handshakes")
    void endsWhenTheCertificateIsRenewed(TlsEndpoint endpoint, String version) throws Exception {
        Path session = first(endpoint, version, TestSite.OTHER_HOST);
        PemPair pair = site.authority().issue(TestSite.OTHER_HOST).write(site.secret("example-org"));
        endpoint.awaitShown(site, TestSite.OTHER_HOST, pair);

        OpensslHandshake again = OpensslHandshake.again(site, endpoint, TestSite.OTHER_HOST, version, session);

        assertThat(again.isNew()).as(again.output()).isTrue();
        assertThat(again.certificate()).isEqualTo(pair.leaf());
    }
}
