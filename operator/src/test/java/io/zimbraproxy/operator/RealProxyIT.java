package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.operator.api.TestCluster;
import io.zimbraproxy.operator.kubelet.PrivilegedPorts;
import io.zimbraproxy.operator.kubelet.ProxyPod;
import io.zimbraproxy.operator.kubelet.TlsProbe;
import io.zimbraproxy.operator.status.ConditionType;
import io.zimbraproxy.stub.net.FreePorts;
import io.zimbraproxy.stub.tls.PemPair;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both planes together: what the operator writes is mounted as a kubelet does, and read by a proxy that runs with the container's
 * arguments; what the operator says of it is what this proxy says of itself. One process lives through all tests.
 */
class RealProxyIT {
    private static final String HOST = "mail.example.com";
    private static final int SHIFT = 10_000;

    private static final int MANAGEMENT = FreePorts.take();

    /** Below 1024, so that it is another one in the pod. */
    private static final int MOVED = PrivilegedPorts.take(port -> port + SHIFT);

    private static final int STAYING = FreePorts.take();
    private static final int CHOSEN = FreePorts.take();

    @TempDir
    private static Path root;

    private static TestCluster scene;
    private static ProxyPod pod;

    @BeforeAll
    static void start() throws Exception {
        scene = new TestCluster(MANAGEMENT);
        PemPair pair = scene.issue();
        scene.secret("mail-tls", pair.certificate(), pair.key());
        scene.create(text -> text.replace(
                        "- {name: imaps, protocol: IMAPS, port: 993}",
                        "- {name: moved, protocol: IMAPS, port: " + MOVED + "}\n"
                                + "    - {name: staying, protocol: IMAPS, port: " + STAYING + "}\n"
                                + "    - {name: chosen, protocol: POP3S, port: 995, bindPort: " + CHOSEN + "}")
                .replace("replicas: 2", "replicas: 1"));
        scene.await("the Deployment", () -> scene.deployment() != null);
        pod = new ProxyPod(scene.client(), scene.deployment(), root, MANAGEMENT);
        pod.container().awaitReady();
        scene.roll("127.0.0.1");
        settle();
    }

    @AfterAll
    static void stop() {
        if (pod != null) {
            pod.close();
        }
        scene.close();
    }

    @AfterEach
    void check() {
        assertThat(pod.container().alive()).as(pod.container().log()).isTrue();
        assertThat(scene.server().refused())
                .as("asked for and not in the roles")
                .isEmpty();
    }

    /** Waits until the proxy runs what the resource says, by its own word. */
    private static void settle() {
        scene.await(ConditionType.Programmed, "True", "Programmed");
        scene.await(ConditionType.Ready, "True", "Ready");
    }

    @Test
    void listensWhereThePodsPortsAre() throws Exception {
        scene.await(ConditionType.Programmed, "True", "Programmed");

        assertThat(TlsProbe.certificate(MOVED + SHIFT, HOST)).isNotNull();
        assertThat(TlsProbe.certificate(STAYING, HOST)).isNotNull();
        assertThat(TlsProbe.certificate(CHOSEN, HOST)).isNotNull();
    }

    @Test
    void takesInAnotherListener() throws Exception {
        int port = FreePorts.take();

        scene.edit("\"port\":" + STAYING, "\"port\":" + port);
        settle();

        assertThat(TlsProbe.certificate(port, HOST)).isNotNull();
        scene.edit("\"port\":" + port, "\"port\":" + STAYING);
        settle();
    }

    @Test
    void showsANewCertificate() throws Exception {
        PemPair next = scene.issue();

        scene.secret("mail-tls", next.certificate(), next.key());
        scene.await("the new certificate", () -> TlsProbe.certificate(STAYING, HOST)
                .equals(TlsProbe.read(next.certificate())));

        assertThat(scene.condition(ConditionType.Programmed).getStatus()).isEqualTo("True");
    }

    @Test
    void servesANewDomainWithASecretOfItsOwn() throws Exception {
        PemPair pair = scene.issue("mail.example.org");
        scene.secret("org-tls", pair.certificate(), pair.key());

        scene.edit(
                "\"hostname\":\"mail.example.com\"",
                "\"hostname\":\"mail.example.com\",\"domains\":[{\"name\":\"example.org\",\"virtualHosts\":"
                        + "[\"mail.example.org\"],\"certificateRef\":{\"name\":\"org-tls\"}}]");
        settle();

        assertThat(TlsProbe.certificate(STAYING, "mail.example.org")).isEqualTo(TlsProbe.read(pair.certificate()));
        assertThat(TlsProbe.certificate(STAYING, HOST)).isNotEqualTo(TlsProbe.read(pair.certificate()));
    }

    /** Kubelets bring volumes in any order. */
    @Test
    void waitsForASecretThatComesAfterTheConfiguration() throws Exception {
        PemPair pair = scene.issue("mail.example.net");
        pod.hold("secrets");
        scene.secret("net-tls", pair.certificate(), pair.key());

        scene.edit(
                "\"tls\":{\"certificateRef\":{\"name\":\"mail-tls\"}",
                "\"tls\":{\"certificateRef\":{\"name\":\"net-tls\"}");
        String message = scene.await(ConditionType.Programmed, "False", "Refused");
        pod.release();
        settle();

        assertThat(message)
                .startsWith("pod edge-0 refuses it: spec.tls.certificateRef: ")
                .contains("net-tls");
        assertThat(TlsProbe.certificate(STAYING, "mail.example.net")).isEqualTo(TlsProbe.read(pair.certificate()));
        scene.edit("\"name\":\"net-tls\"", "\"name\":\"mail-tls\"");
        settle();
    }

    /** What the operator cannot know: somebody else has the port. */
    @Test
    void namesThePodWhosePortIsTaken() throws Exception {
        int port = FreePorts.take();
        String message;
        try (ServerSocket taken = new ServerSocket(port)) {
            scene.edit("\"port\":" + STAYING, "\"port\":" + taken.getLocalPort());
            message = scene.await(ConditionType.Programmed, "False", "Refused");
        }

        assertThat(message).startsWith("pod edge-0 refuses it: ").contains(String.valueOf(port));
        assertThat(TlsProbe.certificate(STAYING, HOST)).isNotNull();
        scene.edit("\"port\":" + port, "\"port\":" + STAYING);
        settle();
    }

    /** What the operator cannot know either: the TLS engine of the pods. */
    @Test
    void namesThePodWhoseEngineDoesNotKnowACipher() throws Exception {
        scene.edit("\"minimumVersion\":", "\"ciphers\":[\"TLS_RSA_WITH_CAMELLIA_256_CBC_SHA\"],\"minimumVersion\":");
        String message = scene.await(ConditionType.Programmed, "False", "Refused");

        assertThat(message)
                .startsWith("pod edge-0 refuses it: spec.tls.ciphers[0]: ")
                .contains("TLS_RSA_WITH_CAMELLIA_256_CBC_SHA");
        assertThat(scene.condition(ConditionType.Accepted).getStatus()).isEqualTo("True");
        scene.edit("\"ciphers\":[\"TLS_RSA_WITH_CAMELLIA_256_CBC_SHA\"],", "");
        settle();
    }
}
