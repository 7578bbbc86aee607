package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.operator.api.MockApiServer;
import io.zimbraproxy.operator.api.TestCluster;
import io.zimbraproxy.operator.api.TlsSecret;
import io.zimbraproxy.operator.status.ConditionType;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faults: the operator reports them in the status, and serving pods keep their configuration. */
class FaultsIT {
    private static TestCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new TestCluster();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @AfterEach
    void clear() {
        List<String> refused = List.copyOf(cluster.server().refused());
        cluster.clear();
        assertThat(refused).as("requests that the roles do not allow").isEmpty();
    }

    /** The API server accepts some specifications that only the validator of the operator refuses. */
    @Test
    void invalidSpecChangesNothing() {
        cluster.createServing();
        Map<String, String> before = cluster.versions();

        cluster.edit(
                "\"hostname\":\"mail.example.com\"",
                "\"hostname\":\"mail.example.com\",\"domains\":["
                        + "{\"name\":\"a.example\",\"virtualHosts\":[\"x.example\"]},"
                        + "{\"name\":\"b.example\",\"virtualHosts\":[\"x.example\",\"x.example\"]}]");
        String message = cluster.await(ConditionType.Accepted, "False", "InvalidSpec");

        assertThat(message.lines())
                .containsExactly(
                        "spec.domains[1].virtualHosts[0]: is already listed in domain a.example (saw x.example); keep it in one domain",
                        "spec.domains[1].virtualHosts[1]: is already listed in domain a.example (saw x.example); keep it in one domain");
        assertThat(cluster.condition(ConditionType.Ready).getReason()).isEqualTo("NotAccepted");
        assertThat(cluster.versions()).isEqualTo(before);
        cluster.await("an event", () -> cluster.events().contains("InvalidSpec"));
    }

    @Test
    void operatorWaitsForAMissingSecret() {
        // A name that never existed: the watch may not have reported yet that an earlier test deleted mail-tls.
        cluster.create(text -> text.replace("mail-tls", "late-tls"));
        String message = cluster.await(ConditionType.ResolvedRefs, "False", "SecretNotFound");

        assertThat(message)
                .isEqualTo(
                        "spec.tls.certificateRef: there is no such Secret (saw late-tls); create it in this namespace");
        assertThat(cluster.deployment()).isNull();
        assertThat(cluster.config()).isEmpty();

        PemPair pair = cluster.issue();
        cluster.secret("late-tls", pair.certificate(), pair.key());
        cluster.await(ConditionType.ResolvedRefs, "True", "Resolved");
        cluster.await("the pods", () -> cluster.deployment() != null);
    }

    @Test
    void brokenSecretDoesNotReplaceTheOldOne() {
        cluster.createServing();
        Map<String, String> before = cluster.versions();

        cluster.secret(
                "mail-tls", cluster.issue().certificate(), cluster.issue().key());
        String message = cluster.await(ConditionType.ResolvedRefs, "False", "InvalidSecret");

        assertThat(message)
                .contains("spec.tls.certificateRef")
                .contains("mail-tls")
                .contains("the key does not belong");
        assertThat(cluster.condition(ConditionType.Ready).getStatus()).isEqualTo("True");
        assertThat(cluster.versions()).isEqualTo(before);
    }

    @Test
    void deletedSecretStaysInUse() {
        cluster.createServing();
        Map<String, String> before = cluster.versions();

        cluster.client()
                .secrets()
                .inNamespace(TestCluster.NAMESPACE)
                .withName("mail-tls")
                .delete();
        cluster.await(ConditionType.ResolvedRefs, "False", "SecretNotFound");

        assertThat(cluster.versions()).isEqualTo(before);
        assertThat(cluster.condition(ConditionType.Ready).getStatus()).isEqualTo("True");
    }

    /** The Service must match the configuration of the pods: clients could not connect to a port that no pod listens on yet. */
    @Test
    void changeWithAMissingSecretChangesNothing() {
        cluster.createServing();
        Map<String, String> before = cluster.versions();

        cluster.edit("\"name\":\"mail-tls\"", "\"name\":\"other-tls\"");
        cluster.edit("\"port\":993", "\"port\":995");
        cluster.await(ConditionType.ResolvedRefs, "False", "SecretNotFound");
        cluster.await(ConditionType.Programmed, "False", "RefsNotResolved");

        assertThat(cluster.versions()).isEqualTo(before);
        assertThat(cluster.file("mail-tls_tls.key"))
                .as("the key of the certificate in use")
                .isNotNull();
    }

    @Test
    void statusNamesAPodThatRefuses() {
        cluster.createServing();

        cluster.pods().refuseConfig("spec.tls: something");
        cluster.edit("\"lineBytes\":16384", "\"lineBytes\":20000");
        String message = cluster.await(ConditionType.Programmed, "False", "Refused");

        assertThat(message).isEqualTo("pod edge-0 refuses the configuration: spec.tls: something");
        cluster.await("an event", () -> cluster.events().contains("Refused"));
    }

    /** Uses another resource name, because the operator may still work on the resource {@code edge} of an earlier test. */
    @Test
    void foreignObjectWithTheSameNameIsNotTouched() {
        Service foreign = new ServiceBuilder()
                .withNewMetadata()
                .withName("gateway")
                .withNamespace(TestCluster.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build();
        Service created = cluster.client().resource(foreign).create();
        PemPair pair = cluster.issue();
        cluster.secret("mail-tls", pair.certificate(), pair.key());
        cluster.create(text -> text.replace("{name: edge,", "{name: gateway,"));
        String message = cluster.await(
                cluster.object(ZimbraProxy.class, "gateway"), ConditionType.Accepted, "False", "InvalidSpec");

        assertThat(message).contains("Service gateway");
        assertThat(cluster.object(Service.class, "gateway").get().getMetadata().getResourceVersion())
                .isEqualTo(created.getMetadata().getResourceVersion());
        assertThat(cluster.object(Deployment.class, "gateway").get()).isNull();
    }

    /** The response to a status update can contain a newer specification whose watch event is then ignored as old. */
    @Test
    void changeJustBeforeAStatusUpdateIsNotLost() {
        cluster.createServing();
        cluster.pods().awaitIdle(TestCluster.PATIENCE);

        cluster.server().beforeReady(text -> text.replace("\"lineBytes\":16384", "\"lineBytes\":20000"));
        cluster.object(Service.class, "edge").editStatus(service -> new ServiceBuilder(service)
                .withNewStatus()
                .withNewLoadBalancer()
                .addNewIngress()
                .withIp("192.0.2.1")
                .endIngress()
                .endLoadBalancer()
                .endStatus()
                .build());
        cluster.await("the change", () -> cluster.config().contains("lineBytes: 20000"));
    }

    /** After the roles are corrected, the operator must not need a restart. */
    @Test
    void operatorRetriesToWatchANamespace() {
        var later = cluster.client().resources(ZimbraProxy.class).inNamespace("later");
        cluster.server().forbidListOnce("secrets", "later");

        later.resource(MockApiServer.read("""
                        apiVersion: zimbraproxy.io/v1alpha1
                        kind: ZimbraProxy
                        metadata: {name: edge, namespace: later}
                        spec:
                          hostname: mail.example.com
                          listeners: [{name: imaps, protocol: IMAPS, port: 993}]
                          tls: {certificateRef: {name: mail-tls}}
                          lookup: {handlers: ["https://mailbox-1.internal:7072"]}
                        """, ZimbraProxy.class)).create();
        PemPair pair = cluster.issue();
        cluster.client()
                .secrets()
                .inNamespace("later")
                .resource(TlsSecret.of("mail-tls", pair.certificate(), pair.key()))
                .create();

        cluster.await(later.withName("edge"), ConditionType.ResolvedRefs, "True", "Resolved");
    }
}
