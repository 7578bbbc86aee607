package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.operator.api.ApiServer;
import io.zimbraproxy.operator.api.Scene;
import io.zimbraproxy.operator.api.TlsSecret;
import io.zimbraproxy.operator.status.ConditionType;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is wrong is told, and pods that serve go on. */
class FaultsIT {
    private static Scene scene;

    @BeforeAll
    static void start() throws Exception {
        scene = new Scene();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @AfterEach
    void clear() {
        List<String> refused = List.copyOf(scene.server().refused());
        scene.clear();
        assertThat(refused).as("asked for and not in the roles").isEmpty();
    }

    /** What only the validator knows gets past the API server. */
    @Test
    void invalidSpecChangesNothing() {
        scene.serving();
        Map<String, String> before = scene.versions();

        scene.edit(
                "\"hostname\":\"mail.example.com\"",
                "\"hostname\":\"mail.example.com\",\"domains\":["
                        + "{\"name\":\"a.example\",\"virtualHosts\":[\"x.example\"]},"
                        + "{\"name\":\"b.example\",\"virtualHosts\":[\"x.example\",\"x.example\"]}]");
        String message = scene.await(ConditionType.Accepted, "False", "InvalidSpec");

        assertThat(message.lines())
                .containsExactly(
                        "spec.domains[1].virtualHosts[0]: is already listed in domain a.example (saw x.example); keep it in one domain",
                        "spec.domains[1].virtualHosts[1]: is already listed in domain a.example (saw x.example); keep it in one domain");
        assertThat(scene.condition(ConditionType.Ready).getReason()).isEqualTo("NotAccepted");
        assertThat(scene.versions()).isEqualTo(before);
        scene.await("an event", () -> scene.events().contains("InvalidSpec"));
    }

    @Test
    void missingSecretIsWaitedFor() {
        // One that never was: of one taken away a moment ago the watch may not have told yet.
        scene.create(text -> text.replace("mail-tls", "late-tls"));
        String message = scene.await(ConditionType.ResolvedRefs, "False", "SecretNotFound");

        assertThat(message)
                .isEqualTo(
                        "spec.tls.certificateRef: there is no such Secret (saw late-tls); create it in this namespace");
        assertThat(scene.deployment()).isNull();
        assertThat(scene.config()).isEmpty();

        PemPair pair = scene.issue();
        scene.secret("late-tls", pair.certificate(), pair.key());
        scene.await(ConditionType.ResolvedRefs, "True", "Resolved");
        scene.await("the pods", () -> scene.deployment() != null);
    }

    @Test
    void brokenSecretLeavesTheOldContentInService() {
        scene.serving();
        Map<String, String> before = scene.versions();

        scene.secret("mail-tls", scene.issue().certificate(), scene.issue().key());
        String message = scene.await(ConditionType.ResolvedRefs, "False", "InvalidSecret");

        assertThat(message)
                .contains("spec.tls.certificateRef")
                .contains("mail-tls")
                .contains("the key does not belong");
        assertThat(scene.condition(ConditionType.Ready).getStatus()).isEqualTo("True");
        assertThat(scene.versions()).isEqualTo(before);
    }

    @Test
    void removedSecretLeavesTheOldContentInService() {
        scene.serving();
        Map<String, String> before = scene.versions();

        scene.client()
                .secrets()
                .inNamespace(Scene.NAMESPACE)
                .withName("mail-tls")
                .delete();
        scene.await(ConditionType.ResolvedRefs, "False", "SecretNotFound");

        assertThat(scene.versions()).isEqualTo(before);
        assertThat(scene.condition(ConditionType.Ready).getStatus()).isEqualTo("True");
    }

    /** Doors go with what the pods have: a port that nobody listens on yet would be a closed one. */
    @Test
    void changeWithAMissingSecretChangesNothing() {
        scene.serving();
        Map<String, String> before = scene.versions();

        scene.edit("\"name\":\"mail-tls\"", "\"name\":\"other-tls\"");
        scene.edit("\"port\":993", "\"port\":995");
        scene.await(ConditionType.ResolvedRefs, "False", "SecretNotFound");
        scene.await(ConditionType.Programmed, "False", "RefsNotResolved");

        assertThat(scene.versions()).isEqualTo(before);
        assertThat(scene.file("mail-tls_tls.key"))
                .as("of the certificate that pods serve")
                .isNotNull();
    }

    @Test
    void podThatRefusesIsNamed() {
        scene.serving();

        scene.pods().refuse("spec.tls: something");
        scene.edit("\"lineBytes\":16384", "\"lineBytes\":20000");
        String message = scene.await(ConditionType.Programmed, "False", "Refused");

        assertThat(message).isEqualTo("pod edge-0 refuses it: spec.tls: something");
        scene.await("an event", () -> scene.events().contains("Refused"));
    }

    /** In a resource of its own: what the operator is about to make for the one that a test before had would have the name, too. */
    @Test
    void nameOfSomebodyElseIsLeftAlone() {
        Service foreign = new ServiceBuilder()
                .withNewMetadata()
                .withName("door")
                .withNamespace(Scene.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build();
        Service created = scene.client().resource(foreign).create();
        PemPair pair = scene.issue();
        scene.secret("mail-tls", pair.certificate(), pair.key());
        scene.create(text -> text.replace("{name: edge,", "{name: door,"));
        String message =
                scene.await(scene.object(ZimbraProxy.class, "door"), ConditionType.Accepted, "False", "InvalidSpec");

        assertThat(message).contains("Service door");
        assertThat(scene.object(Service.class, "door").get().getMetadata().getResourceVersion())
                .isEqualTo(created.getMetadata().getResourceVersion());
        assertThat(scene.object(Deployment.class, "door").get()).isNull();
    }

    /** The answer to the status has both, and events as old as an answer are not looked at. */
    @Test
    void changeThatComesBeforeAStatusIsSeen() {
        scene.serving();
        scene.pods().awaitQuiet(Scene.PATIENCE);

        scene.server().beforeReady(text -> text.replace("\"lineBytes\":16384", "\"lineBytes\":20000"));
        scene.object(Service.class, "edge").editStatus(service -> new ServiceBuilder(service)
                .withNewStatus()
                .withNewLoadBalancer()
                .addNewIngress()
                .withIp("192.0.2.1")
                .endIngress()
                .endLoadBalancer()
                .endStatus()
                .build());
        scene.await("the change", () -> scene.config().contains("lineBytes: 20000"));
    }

    /** When the roles are mended, the operator need not be started anew. */
    @Test
    void namespaceThatCouldNotBeWatchedIsWatchedLater() {
        var later = scene.client().resources(ZimbraProxy.class).inNamespace("later");
        scene.server().forbidListOnce("secrets", "later");

        later.resource(ApiServer.read("""
                        apiVersion: zimbraproxy.io/v1alpha1
                        kind: ZimbraProxy
                        metadata: {name: edge, namespace: later}
                        spec:
                          hostname: mail.example.com
                          listeners: [{name: imaps, protocol: IMAPS, port: 993}]
                          tls: {certificateRef: {name: mail-tls}}
                          lookup: {handlers: ["https://mailbox-1.internal:7072"]}
                        """, ZimbraProxy.class)).create();
        PemPair pair = scene.issue();
        scene.client()
                .secrets()
                .inNamespace("later")
                .resource(TlsSecret.of("mail-tls", pair.certificate(), pair.key()))
                .create();

        scene.await(later.withName("edge"), ConditionType.ResolvedRefs, "True", "Resolved");
    }
}
