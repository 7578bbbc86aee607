package io.zimbraproxy.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.certificate.UnusableCertificate;
import io.zimbraproxy.crds.status.CertificateStatus;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of the status and of its conditions' times. */
class StatusBuilderTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00.123456789Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    @Test
    void everyFieldIsSet() {
        ZimbraProxyStatus status = StatusBuilder.build(new SomeFacts().facts(), NOON);

        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(status.replicas()).isEqualTo(2);
        assertThat(status.readyReplicas()).isEqualTo(2);
        assertThat(status.pods()).isEqualTo("2/2");
        assertThat(status.ports()).isEqualTo("IMAPS/993");
        assertThat(status.selector()).isEqualTo("app=edge");
        assertThat(status.addresses()).containsExactly("203.0.113.7");
        assertThat(status.conditions())
                .extracting(Condition::getType)
                .containsExactly("Accepted", "ResolvedRefs", "Programmed", "Ready");
        assertThat(status.conditions()).allSatisfy(condition -> {
            assertThat(condition.getObservedGeneration()).isEqualTo(3);
            assertThat(condition.getLastTransitionTime()).isEqualTo("2030-01-01T12:00:00Z");
        });
    }

    @Test
    void transitionTimeChangesWithTheStatusOnly() {
        ZimbraProxyStatus first = StatusBuilder.build(new SomeFacts().facts(), NOON);
        SomeFacts pending = new SomeFacts().before(first).generation(4);

        ZimbraProxyStatus second = StatusBuilder.build(pending.facts(), LATER);

        assertThat(time(second, ConditionType.Accepted)).isEqualTo("2030-01-01T12:00:00Z");
        assertThat(time(second, ConditionType.Programmed)).isEqualTo("2030-01-01T12:01:00Z");
        assertThat(second.conditions()).allMatch(condition -> condition.getObservedGeneration() == 4);
    }

    /** A new reason or message does not change the transition time. */
    @Test
    void timeIsThatOfTheStatusAlone() {
        ZimbraProxyStatus first = StatusBuilder.build(
                new SomeFacts().workload(Workload.NONE).reports(List.of()).facts(), NOON);
        SomeFacts rolling = new SomeFacts().before(first).workload(new Workload(true, 2, 3, 1, 2, 1));

        ZimbraProxyStatus second = StatusBuilder.build(rolling.facts(), LATER);

        Condition ready = StatusBuilder.find(second, ConditionType.Ready).orElseThrow();
        assertThat(ready.getReason()).isEqualTo("RollingOut");
        assertThat(ready.getLastTransitionTime()).isEqualTo("2030-01-01T12:00:00Z");
    }

    /** Also after the status was stored in the API server. */
    @Test
    void equalFactsMakeAnEqualStatus() {
        SomeFacts facts =
                new SomeFacts().certificates(certificates(2)).warnings(new Facts.Warning(ConditionReason.Paused, "a"));
        ZimbraProxyStatus first = StatusBuilder.build(facts.facts(), NOON);
        ZimbraProxyStatus stored = Serialization.unmarshal(Serialization.asYaml(first), ZimbraProxyStatus.class);

        ZimbraProxyStatus second = StatusBuilder.build(facts.before(stored).facts(), LATER);

        assertThat(StatusBuilder.same(second, stored)).isTrue();
    }

    @Test
    void differentFactsMakeADifferentStatus() {
        ZimbraProxyStatus first = StatusBuilder.build(new SomeFacts().facts(), NOON);
        SomeFacts other = new SomeFacts().before(first).workload(new Workload(true, 3, 3, 3, 3, 3));

        assertThat(StatusBuilder.same(StatusBuilder.build(other.facts(), LATER), first))
                .isFalse();
        assertThat(StatusBuilder.same(first, null)).isFalse();
    }

    @Test
    void warningDisappears() {
        ZimbraProxyStatus first = StatusBuilder.build(
                new SomeFacts()
                        .warnings(new Facts.Warning(ConditionReason.Paused, "a"))
                        .facts(),
                NOON);

        ZimbraProxyStatus second =
                StatusBuilder.build(new SomeFacts().before(first).facts(), LATER);

        assertThat(StatusBuilder.find(first, ConditionType.Warning)).isPresent();
        assertThat(StatusBuilder.find(second, ConditionType.Warning)).isEmpty();
    }

    /** Under server-side apply, the operator would become the owner of any other field. */
    @Test
    void carrierHasTheStatusOnly() {
        Facts facts = new SomeFacts().facts();
        ZimbraProxyStatus status = StatusBuilder.build(facts, NOON);

        ZimbraProxy carrier = StatusBuilder.carrier(facts.proxy(), status);

        ZimbraProxy expected = new ZimbraProxy();
        expected.getMetadata().setName("edge");
        expected.getMetadata().setNamespace("mail");
        expected.getMetadata().setUid("uid");
        expected.setStatus(status);
        assertThat(Serialization.asYaml(carrier)).isEqualTo(Serialization.asYaml(expected));
    }

    @Test
    void settledUnlessAChangeIsExpected() {
        assertThat(settled(new SomeFacts())).isTrue();
        assertThat(settled(new SomeFacts().invalid(1))).isTrue();
        assertThat(settled(new SomeFacts().unresolved(List.of(), true))).isTrue();
        assertThat(settled(new SomeFacts().workload(Workload.NONE))).isFalse();
        assertThat(settled(new SomeFacts().workload(new Workload(true, 2, 3, 1, 2, 1))))
                .isFalse();
        assertThat(settled(new SomeFacts().generation(4))).isFalse();
    }

    private static boolean settled(SomeFacts facts) {
        return StatusBuilder.settled(StatusBuilder.build(facts.facts(), NOON));
    }

    @Test
    void certificatesAreLimited() {
        ZimbraProxyStatus status = StatusBuilder.build(
                new SomeFacts().certificates(certificates(1000)).facts(), NOON);

        assertThat(status.certificates()).hasSize(200);
        assertThat(status.certificates()).extracting(CertificateStatus::name).isSorted();
        assertThat(status.certificates().get(0).dnsNames()).containsExactly("a.example.com", "mail.example.com");
    }

    /** Returns one certificate under many names. */
    private static List<ServerCertificate> certificates(int count) {
        PemPair pair = CertificateAuthority.create("Test").issue("mail.example.com", "a.example.com");
        return IntStream.range(0, count)
                .mapToObj(number -> certificate(String.format("tls-%04d", number), pair))
                .toList();
    }

    private static ServerCertificate certificate(String name, PemPair pair) {
        try {
            return ServerCertificate.of(
                    name,
                    pair.certificate().getBytes(StandardCharsets.UTF_8),
                    pair.key().getBytes(StandardCharsets.UTF_8));
        } catch (UnusableCertificate impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String time(ZimbraProxyStatus status, ConditionType type) {
        return StatusBuilder.find(status, type).orElseThrow().getLastTransitionTime();
    }
}
