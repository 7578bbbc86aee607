package io.zimbraproxy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.zimbraproxy.operator.api.TestCluster;
import io.zimbraproxy.operator.status.ConditionType;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The life of a resource, with the packaged operator, which may do no more than the roles in k8s/base say. */
class LifeIT {
    private static TestCluster scene;

    @BeforeAll
    static void start() throws Exception {
        scene = new TestCluster();
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

    @Test
    void isCreated() {
        scene.serving();

        assertThat(scene.status().pods()).isEqualTo("2/2");
        assertThat(scene.status().ports()).isEqualTo("IMAPS/993");
        assertThat(scene.status().replicas()).isEqualTo(2);
        assertThat(scene.status().selector()).contains("app.kubernetes.io/instance=edge");
        assertThat(scene.status().certificates()).singleElement().satisfies(certificate -> {
            assertThat(certificate.name()).isEqualTo("mail-tls");
            assertThat(certificate.dnsNames()).containsExactly("mail.example.com");
        });
        assertThat(scene.condition(ConditionType.ResolvedRefs).getStatus()).isEqualTo("True");
        scene.await("an event", () -> scene.events().contains("Programmed"));
    }

    @Test
    void hotChangeReachesPodsThatStay() {
        scene.serving();
        Map<String, String> before = scene.versions();

        scene.edit("\"lineBytes\":16384", "\"lineBytes\":20000");
        scene.await(ConditionType.Programmed, "False", "Pending");
        scene.pods().readConfig(scene.client(), TestCluster.NAMESPACE, TestCluster.NAME);
        scene.await(ConditionType.Ready, "True", "Ready");

        assertThat(scene.config()).contains("lineBytes: 20000");
        assertThat(changed(before)).containsExactly("ConfigMap/edge-config");
    }

    @Test
    void anotherListenerNeedsNoOtherPods() {
        scene.serving();
        Map<String, String> before = scene.versions();

        scene.edit("\"port\":993", "\"port\":995");
        scene.await("the Service", () -> scene.object(Service.class, "edge")
                .get()
                .getSpec()
                .getPorts()
                .get(0)
                .getPort()
                .equals(995));
        scene.await(ConditionType.Programmed, "False", "Pending");

        assertThat(changed(before))
                .containsExactlyInAnyOrder("ConfigMap/edge-config", "NetworkPolicy/edge", "Service/edge");
    }

    private static List<String> changed(Map<String, String> before) {
        return Stream.concat(before.keySet().stream(), scene.versions().keySet().stream())
                .distinct()
                .filter(object -> !scene.versions().getOrDefault(object, "").equals(before.get(object)))
                .toList();
    }

    @Test
    void otherPodsTakeOverOneByOne() {
        scene.serving();

        scene.edit(
                "\"kind\":\"Deployment\",",
                "\"kind\":\"Deployment\",\"podAnnotations\":{\"example.com/team\":\"mail\"},");
        scene.await(ConditionType.Ready, "False", "RollingOut");
        Deployment rolling = scene.deployment();
        scene.programmed();
        scene.await(ConditionType.Ready, "True", "Ready");

        assertThat(rolling.getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(rolling.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("example.com/team", "mail");
        scene.await("events", () -> scene.events().containsAll(List.of("RolloutStarted", "RolloutComplete")));
    }

    @Test
    void rotatedCertificateReachesPodsThatStay() {
        scene.serving();
        Map<String, String> before = scene.versions();
        PemPair next = scene.issue();

        scene.secret("mail-tls", next.certificate(), next.key());
        scene.await("the new key", () -> next.key().equals(scene.file("mail-tls_tls.key")));

        assertThat(scene.file("mail-tls_tls.crt")).isEqualTo(next.certificate());
        assertThat(changed(before)).containsExactly("Secret/edge-secrets-0");
    }

    @Test
    void anotherDomainWithItsSecretNeedsNoOtherPods() {
        scene.serving();
        String deployment = scene.versions().get("Deployment/edge");
        PemPair pair = scene.issue();
        scene.secret("org-tls", pair.certificate(), pair.key());

        scene.edit(
                "\"hostname\":\"mail.example.com\"",
                "\"hostname\":\"mail.example.com\",\"domains\":[{\"name\":\"example.org\",\"virtualHosts\":"
                        + "[\"mail.example.org\"],\"certificateRef\":{\"name\":\"org-tls\"}}]");
        scene.await("the key", () -> pair.key().equals(scene.file("org-tls_tls.key")));
        scene.await(ConditionType.Programmed, "False", "Pending");

        assertThat(scene.config()).contains("example.org");
        assertThat(scene.versions()).containsEntry("Deployment/edge", deployment);
    }

    @Test
    void serversOfAServiceAreFollowed() {
        endpoints("10.0.0.7");
        PemPair pair = scene.issue();
        scene.secret("mail-tls", pair.certificate(), pair.key());
        scene.create(text -> text.replace("port: 993}", "port: 993}\n    - {name: https, protocol: HTTPS, port: 443}")
                + "  upstream: {pools: [{name: mailclient, serversFrom: {service: {name: mailbox}}}]}\n");
        scene.await("the server", () -> scene.config().contains("10.0.0.7"));

        endpoints("10.0.0.8");
        scene.await("its successor", () -> scene.config().contains("10.0.0.8"));

        assertThat(scene.config()).doesNotContain("10.0.0.7").doesNotContain("serversFrom");
    }

    private static void endpoints(String address) {
        scene.client()
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(TestCluster.NAMESPACE)
                .resource(new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withName("mailbox-1")
                        .withNamespace(TestCluster.NAMESPACE)
                        .addToLabels("kubernetes.io/service-name", "mailbox")
                        .endMetadata()
                        .withAddressType("IPv4")
                        .addNewEndpoint()
                        .withAddresses(address)
                        .withNewConditions()
                        .withReady(true)
                        .endConditions()
                        .endEndpoint()
                        .build())
                .createOr(existing -> existing.update());
    }

    @Test
    void whatIsChangedByHandIsBroughtBack() {
        scene.serving();

        scene.object(Deployment.class, "edge").edit(deployment -> {
            deployment.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("elsewhere/proxy:1");
            return deployment;
        });
        scene.object(ServiceAccount.class, "edge").delete();
        scene.await("the image", () -> scene.deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage()
                .startsWith("zimbra-proxy/proxy:"));
        scene.await(
                "the account", () -> scene.object(ServiceAccount.class, "edge").get() != null);
    }

    @Test
    void deploymentGivesWayToADaemonSet() {
        scene.serving();

        scene.edit("\"kind\":\"Deployment\"", "\"kind\":\"DaemonSet\"");
        scene.await("the DaemonSet", () -> scene.object(DaemonSet.class, "edge").get() != null);
        scene.await("the end of the Deployment", () -> scene.deployment() == null);
    }

    /** The number of pods would fall back to one if it were just not applied any more. */
    @Test
    void autoscalerTakesOverTheNumberOfPods() {
        scene.serving();
        scene.edit("\"kind\":\"Deployment\",\"replicas\":2", "\"kind\":\"Deployment\",\"replicas\":5");
        scene.await("five pods", () -> scene.deployment().getSpec().getReplicas() == 5);

        scene.edit("\"autoscaling\":{\"enabled\":false", "\"autoscaling\":{\"enabled\":true");
        scene.await(
                "the autoscaler",
                () -> scene.object(HorizontalPodAutoscaler.class, "edge").get() != null);
        assertThat(scene.deployment().getSpec().getReplicas()).isEqualTo(5);

        scene.object(Deployment.class, "edge").edit(deployment -> {
            deployment.getSpec().setReplicas(7);
            return deployment;
        });
        int asked = scene.pods().asked();
        scene.annotate("example.com/touched", "yes");
        scene.await("a look at the resource", () -> scene.pods().asked() > asked);
        assertThat(scene.deployment().getSpec().getReplicas())
                .as("the autoscaler's")
                .isEqualTo(7);
    }

    @Test
    void nothingIsDoneWhilePaused() {
        scene.serving();
        scene.annotate("zimbraproxy.io/paused", "true");
        scene.await(ConditionType.Warning, "True", "Paused");
        Map<String, String> before = scene.versions();

        scene.edit("\"lineBytes\":16384", "\"lineBytes\":20000");
        scene.await(ConditionType.Programmed, "False", "Pending");
        assertThat(scene.versions()).isEqualTo(before);

        scene.annotate("zimbraproxy.io/paused", "false");
        scene.await("the change", () -> scene.config().contains("lineBytes: 20000"));
    }

    /** Kubernetes removes what belongs to something that is gone, when it says so. */
    @Test
    void everythingGoesWithTheResource() {
        scene.serving();
        String uid = scene.proxy().get().getMetadata().getUid();
        List<HasMetadata> objects = List.of(
                scene.deployment(),
                scene.object(Service.class, "edge").get(),
                scene.object(ServiceAccount.class, "edge").get());
        scene.edit("\"kind\":\"Deployment\",\"replicas\":2", "\"kind\":\"Deployment\",\"replicas\":3");
        scene.await(ConditionType.Ready, "False", "RollingOut");

        scene.proxy().delete();

        assertThat(objects).allSatisfy(object -> assertThat(object.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> {
                    assertThat(owner.getUid()).isEqualTo(uid);
                    assertThat(owner.getController()).isTrue();
                }));
        scene.await("nothing is left", () -> scene.versions().isEmpty());
    }

    @Test
    void settledResourceIsNotTouched() {
        scene.serving();
        scene.server().forget();

        for (int i = 0; i < 100; i++) {
            int before = scene.pods().asked();
            scene.annotate("example.com/touched", String.valueOf(i));
            scene.await("a look at the resource", () -> scene.pods().asked() > before);
        }

        assertThat(scene.server().writes()).isEmpty();
    }
}
