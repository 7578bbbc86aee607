package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.OpensslHandshake;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.config.StubConfig;
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

/** Sessions begun at one proxy are taken up again at another when both have the same secret, and only then. */
class SharedTicketsIT {
    @TempDir
    static Path folder;

    private static TestSite one;
    private static TestSite same;
    private static TestSite other;
    private static TestSite alone;
    private static TestSite without;

    @BeforeAll
    static void start() throws Exception {
        for (String secret : new String[] {"tickets", "other-tickets"}) {
            Path place = Files.createDirectories(folder.resolve("secrets").resolve(secret));
            Files.writeString(place.resolve("key"), (secret + " ").repeat(8));
        }
        one = TestSite.start(folder, StubConfig.demo(), manifest("{keyRef: {name: tickets, key: key}}"));
        same = one.another(manifest("{keyRef: {name: tickets, key: key}}"));
        other = same.another(manifest("{keyRef: {name: other-tickets, key: key}}"));
        alone = other.another(manifest("{}"));
        without = alone.another(manifest("{enabled: false}"));
    }

    private static Manifest manifest(String tickets) {
        return Manifest.sixPorts().clearTextLogins().merged("spec: {tls: {sessionTickets: " + tickets + "}}");
    }

    @AfterAll
    static void stop() {
        if (one != null) {
            one.close();
        }
    }

    static Stream<Arguments> ways() {
        return Arrays.stream(TlsEndpoint.values())
                .flatMap(door -> Stream.of("-tls1_2", "-tls1_3").map(version -> Arguments.of(door, version)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ways")
    void areTakenUpWhereTheSecretIsTheSame(TlsEndpoint door, String version) throws Exception {
        Path session = begin(one, door, version);
        assertThat(resumes(one, door, TestSite.HOST, version, session)).isTrue();
        assertThat(resumes(same, door, TestSite.HOST, version, session)).isTrue();
        assertThat(resumes(other, door, TestSite.HOST, version, session)).isFalse();
        assertThat(resumes(alone, door, TestSite.HOST, version, session)).isFalse();
        assertThat(resumes(without, door, TestSite.HOST, version, session)).isFalse();
        assertThat(resumes(same, door, TestSite.OTHER_HOST, version, session)).isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ways")
    void withoutASecretAreOfOneProxy(TlsEndpoint door, String version) throws Exception {
        Path session = begin(alone, door, version);
        assertThat(resumes(alone, door, TestSite.HOST, version, session)).isTrue();
        assertThat(resumes(one, door, TestSite.HOST, version, session)).isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ways")
    void areNotKeptWhereTicketsAreSwitchedOff(TlsEndpoint door, String version) throws Exception {
        Path session = folder.resolve("none-" + door + version);
        OpensslHandshake first =
                OpensslHandshake.at(without, door, TestSite.HOST, version, "-sess_out", session.toString());
        assertThat(first.isNew()).as(first.output()).isTrue();
        assertThat(first.output()).doesNotContain("TLS session ticket");
        // In TLS 1.2 openssl writes down what it has, be it of no use.
        assertThat(Files.exists(session) && resumes(without, door, TestSite.HOST, version, session))
                .isFalse();
    }

    private static Path begin(TestSite site, TlsEndpoint door, String version) throws Exception {
        Path session = folder.resolve("session-" + door + version);
        OpensslHandshake first =
                OpensslHandshake.at(site, door, TestSite.HOST, version, "-sess_out", session.toString());
        assertThat(first.isNew()).as(first.output()).isTrue();
        return session;
    }

    private static boolean resumes(TestSite site, TlsEndpoint door, String host, String version, Path session)
            throws Exception {
        OpensslHandshake again = OpensslHandshake.again(site, door, host, version, session);
        assertThat(again.isNew() || again.isResumed()).as(again.output()).isTrue();
        return again.isResumed();
    }
}
