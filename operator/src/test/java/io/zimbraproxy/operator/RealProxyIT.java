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
 * Operator and proxy together. The objects that the operator writes are mounted as a kubelet does, and the packaged proxy reads them
 * with the arguments of the container. The status comes from this proxy. One proxy process serves all tests.
 */
class RealProxyIT {
    private static final String HOST = "mail.example.com";
    private static final int SHIFT = 10_000;

    private static final int MANAGEMENT = FreePorts.take();

    /** Below 1024, so that the operator shifts it in the pod. */
    private static final int SHIFTED_PORT = PrivilegedPorts.take(port -> port + SHIFT);

    private static final int PLAIN_PORT = FreePorts.take();
    private static final int BIND_PORT = FreePorts.take();

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
                        "- {name: shifted, protocol: IMAPS, port: " + SHIFTED_PORT + "}\n"
                                + "    - {name: plain, protocol: IMAPS, port: " + PLAIN_PORT + "}\n"
                                + "    - {name: mapped, protocol: POP3S, port: 995, bindPort: " + BIND_PORT + "}")
                .replace("replicas: 2", "replicas: 1"));
        cluster.await("the Deployment", () -> cluster.deployment() != null);
        pod = new ProxyPod(cluster.client(), cluster.deployment(), root, MANAGEMENT);
        pod.container().awaitReady();
        cluster.completeRollout("127.0.0.1");
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

    /** Waits until the proxy reports that it runs the current configuration. */
    private static void settle() {
        cluster.await(ConditionType.Programmed, "True", "Programmed");
        cluster.await(ConditionType.Ready, "True", "Ready");
    }

    @Test
    void listensOnTheBindPorts() throws Exception {
        cluster.await(ConditionType.Programmed, "True", "Programmed");

        assertThat(TlsProbe.certificate(SHIFTED_PORT + SHIFT, HOST)).isNotNull();
        assertThat(TlsProbe.certificate(PLAIN_PORT, HOST)).isNotNull();
        assertThat(TlsProbe.certificate(BIND_PORT, HOST)).isNotNull();
    }

    @Test
    void appliesANewListenerPort() throws Exception {
        int port = FreePorts.take();

        cluster.edit("\"port\":" + PLAIN_PORT, "\"port\":" + port);
        settle();

        assertThat(TlsProbe.certificate(port, HOST)).isNotNull();
        cluster.edit("\"port\":" + port, "\"port\":" + PLAIN_PORT);
        settle();
    }

    @Test
    void servesARotatedCertificate() throws Exception {
        PemPair next = cluster.issue();

        cluster.secret("mail-tls", next.certificate(), next.key());
        cluster.await("the new certificate", () -> TlsProbe.certificate(PLAIN_PORT, HOST)
                .equals(TlsProbe.read(next.certificate())));

        assertThat(cluster.condition(ConditionType.Programmed).getStatus()).isEqualTo("True");
    }

    @Test
    void servesANewDomainWithItsOwnCertificate() throws Exception {
        PemPair pair = cluster.issue("mail.example.org");
        cluster.secret("org-tls", pair.certificate(), pair.key());

        cluster.edit(
                "\"hostname\":\"mail.example.com\"",
                "\"hostname\":\"mail.example.com\",\"domains\":[{\"name\":\"example.org\",\"virtualHosts\":"
                        + "[\"mail.example.org\"],\"certificateRef\":{\"name\":\"org-tls\"}}]");
        settle();

        assertThat(TlsProbe.certificate(PLAIN_PORT, "mail.example.org")).isEqualTo(TlsProbe.read(pair.certificate()));
        assertThat(TlsProbe.certificate(PLAIN_PORT, HOST)).isNotEqualTo(TlsProbe.read(pair.certificate()));
    }

    /** Kubelets update volumes in any order. */
    @Test
    void appliesTheConfigurationOnceItsSecretArrives() throws Exception {
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
        assertThat(TlsProbe.certificate(PLAIN_PORT, "mail.example.net")).isEqualTo(TlsProbe.read(pair.certificate()));
        cluster.edit("\"name\":\"net-tls\"", "\"name\":\"mail-tls\"");
        settle();
    }

    /** The operator cannot know that another process uses the port. */
    @Test
    void statusNamesAPodWhosePortIsInUse() throws Exception {
        int port = FreePorts.take();
        String message;
        try (ServerSocket taken = new ServerSocket(port)) {
            cluster.edit("\"port\":" + PLAIN_PORT, "\"port\":" + taken.getLocalPort());
            message = cluster.await(ConditionType.Programmed, "False", "Refused");
        }

        assertThat(message).startsWith("pod edge-0 refuses the configuration: ").contains(String.valueOf(port));
        assertThat(TlsProbe.certificate(PLAIN_PORT, HOST)).isNotNull();
        cluster.edit("\"port\":" + port, "\"port\":" + PLAIN_PORT);
        settle();
    }

    /** The operator cannot know which ciphers the TLS engine of the pods supports. */
    @Test
    void statusNamesAPodThatDoesNotSupportACipher() throws Exception {
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
