package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ManifestPatch;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client and a host have agreed on is taken up again: under that host's name, while its certificate is the same. */
class ResumptionIT {
    @TempDir
    static Path folder;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        site = TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts().clearTextLogins());
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    static Stream<Arguments> ways() {
        return Arrays.stream(TlsEndpoint.values())
                .flatMap(door -> Stream.of("-tls1_2", "-tls1_3").map(version -> Arguments.of(door, version)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void isUnderItsOwnNameOnly(TlsEndpoint door, String version) throws Exception {
        Path session = first(door, version, TestSite.HOST);

        OpensslHandshake same = OpensslHandshake.again(site, door, TestSite.HOST, version, session);
        assertThat(same.isResumed()).as(same.output()).isTrue();
        OpensslHandshake other = OpensslHandshake.again(site, door, TestSite.OTHER_HOST, version, session);
        assertThat(other.isNew()).as(other.output()).isTrue();
        assertThat(other.certificate()).isEqualTo(door.shown(site, TestSite.OTHER_HOST));
    }

    private static Path first(TlsEndpoint door, String version, String host) throws Exception {
        Path session = folder.resolve("session-" + door + version);
        OpensslHandshake first = OpensslHandshake.at(site, door, host, version, "-sess_out", session.toString());
        assertThat(first.isNew()).as(first.output()).isTrue();
        assertThat(session).isNotEmptyFile();
        return session;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void outlivesAReloadOfSomethingElse(TlsEndpoint door, String version) throws Exception {
        String manifest = Files.readString(site.manifest());
        Path session = first(door, version, TestSite.HOST);
        Files.writeString(
                site.manifest(),
                new ManifestPatch("spec: {http: {responseHeaders: {X-Reload: " + door + version + "}}}")
                        .over(manifest));
        assertThat(site.proxy().management().reload().status()).isEqualTo(200);

        OpensslHandshake again = OpensslHandshake.again(site, door, TestSite.HOST, version, session);

        assertThat(again.isResumed()).as(again.output()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsWithTheCertificate(TlsEndpoint door, String version) throws Exception {
        Path session = first(door, version, TestSite.OTHER_HOST);
        PemPair pair = site.authority().issue(TestSite.OTHER_HOST).write(site.secret("example-org"));
        door.awaitShown(site, TestSite.OTHER_HOST, pair);

        OpensslHandshake again = OpensslHandshake.again(site, door, TestSite.OTHER_HOST, version, session);

        assertThat(again.isNew()).as(again.output()).isTrue();
        assertThat(again.certificate()).isEqualTo(pair.leaf());
    }
}
