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
 * The operator with a real proxy. The volumes are mounted as by a kubelet, the proxy runs with the arguments of the container, and the
 * operator reads its reports. One proxy process serves all tests.
 */
class RealProxyIT {
    private static final String HOST = "mail.example.com";
    private static final int SHIFT = 10_000;

    private static final int MANAGEMENT = FreePorts.take();

    /** Below 1024, so the bind port in the pod is another one. */
    private static final int MOVED = PrivilegedPorts.take(port -> port + SHIFT);

    private static final int STAYING = FreePorts.take();
    private static final int CHOSEN = FreePorts.take();

    @TempDir
    private static Path root;

    private static TestCluster cluster;
    private static ProxyPod pod;

    @BeforeAll
    static void start() throws Exception {
        cluster = new TestCluster(MANAGEMENT);
        PemPair pair = cluster.issue();
        cluster.secret("mail-tls", pair.certificate(), pair.key());
        cluster.create(text -> text.replace(
                        "- {name: imaps, protocol: IMAPS, port: 993}",
                        "- {name: moved, protocol: IMAPS, port: " + MOVED + "}\n"
                                + "    - {name: staying, protocol: IMAPS, port: " + STAYING + "}\n"
                                + "    - {name: chosen, protocol: POP3S, port: 995, bindPort: " + CHOSEN + "}")
                .replace("replicas: 2", "replicas: 1"));
        cluster.await("the Deployment", () -> cluster.deployment() != null);
        pod = new ProxyPod(cluster.client(), cluster.deployment(), root, MANAGEMENT);
        pod.container().awaitReady();
        cluster.roll("127.0.0.1");
        settle();
    }

    @AfterAll
    static void stop() {
        if (pod != null) {
            pod.close();
        }
        cluster.close();
    }

    @AfterEach
    void check() {
        assertThat(pod.container().alive()).as(pod.container().log()).isTrue();
        assertThat(cluster.server().refused())
                .as("requests that the roles do not allow")
                .isEmpty();
    }

    /** Waits until the proxy reports that it runs the current generation. */
    private static void settle() {
        cluster.await(ConditionType.Programmed, "True", "Programmed");
        cluster.await(ConditionType.Ready, "True", "Ready");
    }

    @Test
    void listensOnTheBindPorts() throws Exception {
        cluster.await(ConditionType.Programmed, "True", "Programmed");

        assertThat(TlsProbe.certificate(MOVED + SHIFT, HOST)).isNotNull();
        assertThat(TlsProbe.certificate(STAYING, HOST)).isNotNull();
        assertThat(TlsProbe.certificate(CHOSEN, HOST)).isNotNull();
    }

    @Test
    void opensANewListener() throws Exception {
        int port = FreePorts.take();

        cluster.edit("\"port\":" + STAYING, "\"port\":" + port);
        settle();

        assertThat(TlsProbe.certificate(port, HOST)).isNotNull();
        cluster.edit("\"port\":" + port, "\"port\":" + STAYING);
        settle();
    }

    @Test
    void presentsANewCertificate() throws Exception {
        PemPair next = cluster.issue();

        cluster.secret("mail-tls", next.certificate(), next.key());
        cluster.await("the new certificate", () -> TlsProbe.certificate(STAYING, HOST)
                .equals(TlsProbe.read(next.certificate())));

        assertThat(cluster.condition(ConditionType.Programmed).getStatus()).isEqualTo("True");
    }

    @Test
    void servesANewDomainWithItsOwnSecret() throws Exception {
        PemPair pair = cluster.issue("mail.example.org");
        cluster.secret("org-tls", pair.certificate(), pair.key());

        cluster.edit(
                "\"hostname\":\"mail.example.com\"",
                "\"hostname\":\"mail.example.com\",\"domains\":[{\"name\":\"example.org\",\"virtualHosts\":"
                        + "[\"mail.example.org\"],\"certificateRef\":{\"name\":\"org-tls\"}}]");
        settle();

        assertThat(TlsProbe.certificate(STAYING, "mail.example.org")).isEqualTo(TlsProbe.read(pair.certificate()));
        assertThat(TlsProbe.certificate(STAYING, HOST)).isNotEqualTo(TlsProbe.read(pair.certificate()));
    }

    /** A kubelet updates volumes in any order. */
    @Test
    void waitsForASecretThatArrivesAfterTheConfiguration() throws Exception {
        PemPair pair = cluster.issue("mail.example.net");
        pod.hold("secrets");
        cluster.secret("net-tls", pair.certificate(), pair.key());

        cluster.edit(
                "\"tls\":{\"certificateRef\":{\"name\":\"mail-tls\"}",
                "\"tls\":{\"certificateRef\":{\"name\":\"net-tls\"}");
        String message = cluster.await(ConditionType.Programmed, "False", "Refused");
        pod.release();
        settle();

        assertThat(message)
                .startsWith("pod edge-0 refuses the configuration: spec.tls.certificateRef: ")
                .contains("net-tls");
        assertThat(TlsProbe.certificate(STAYING, "mail.example.net")).isEqualTo(TlsProbe.read(pair.certificate()));
        cluster.edit("\"name\":\"net-tls\"", "\"name\":\"mail-tls\"");
        settle();
    }

    /** Only the pod can detect that another process uses the port. */
    @Test
    void namesThePodWhosePortIsInUse() throws Exception {
        int port = FreePorts.take();
        String message;
        try (ServerSocket taken = new ServerSocket(port)) {
            cluster.edit("\"port\":" + STAYING, "\"port\":" + taken.getLocalPort());
            message = cluster.await(ConditionType.Programmed, "False", "Refused");
        }

        assertThat(message).startsWith("pod edge-0 refuses the configuration: ").contains(String.valueOf(port));
        assertThat(TlsProbe.certificate(STAYING, HOST)).isNotNull();
        cluster.edit("\"port\":" + port, "\"port\":" + STAYING);
        settle();
    }

    /** Only the pod knows the ciphers of its TLS engine. */
    @Test
    void namesThePodThatDoesNotSupportACipher() throws Exception {
        cluster.edit("\"minimumVersion\":", "\"ciphers\":[\"TLS_RSA_WITH_CAMELLIA_256_CBC_SHA\"],\"minimumVersion\":");
        String message = cluster.await(ConditionType.Programmed, "False", "Refused");

        assertThat(message)
                .startsWith("pod edge-0 refuses the configuration: spec.tls.ciphers[0]: ")
                .contains("TLS_RSA_WITH_CAMELLIA_256_CBC_SHA");
        assertThat(cluster.condition(ConditionType.Accepted).getStatus()).isEqualTo("True");
        cluster.edit("\"ciphers\":[\"TLS_RSA_WITH_CAMELLIA_256_CBC_SHA\"],", "");
        settle();
    }
}
