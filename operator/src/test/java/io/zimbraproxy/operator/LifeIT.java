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

/** Life cycle of a resource, with the packaged operator and only the permissions in k8s/base. */
class LifeIT {
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

    @Test
    void createdResourceGetsReady() {
        cluster.createServing();

        assertThat(cluster.status().pods()).isEqualTo("2/2");
        assertThat(cluster.status().ports()).isEqualTo("IMAPS/993");
        assertThat(cluster.status().replicas()).isEqualTo(2);
        assertThat(cluster.status().selector()).contains("app.kubernetes.io/instance=edge");
        assertThat(cluster.status().certificates()).singleElement().satisfies(certificate -> {
            assertThat(certificate.name()).isEqualTo("mail-tls");
            assertThat(certificate.dnsNames()).containsExactly("mail.example.com");
        });
        assertThat(cluster.condition(ConditionType.ResolvedRefs).getStatus()).isEqualTo("True");
        cluster.await("an event", () -> cluster.events().contains("Programmed"));
    }

    @Test
    void configurationChangeDoesNotReplacePods() {
        cluster.createServing();
        Map<String, String> before = cluster.versions();

        cluster.edit("\"lineBytes\":16384", "\"lineBytes\":20000");
        cluster.await(ConditionType.Programmed, "False", "Pending");
        cluster.pods().readConfig(cluster.client(), TestCluster.NAMESPACE, TestCluster.NAME);
        cluster.await(ConditionType.Ready, "True", "Ready");

        assertThat(cluster.config()).contains("lineBytes: 20000");
        assertThat(changed(before)).containsExactly("ConfigMap/edge-config");
    }

    @Test
    void newListenerPortDoesNotReplacePods() {
        cluster.createServing();
        Map<String, String> before = cluster.versions();

        cluster.edit("\"port\":993", "\"port\":995");
        cluster.await("the Service", () -> cluster.object(Service.class, "edge")
                .get()
                .getSpec()
                .getPorts()
                .get(0)
                .getPort()
                .equals(995));
        cluster.await(ConditionType.Programmed, "False", "Pending");

        assertThat(changed(before))
                .containsExactlyInAnyOrder("ConfigMap/edge-config", "NetworkPolicy/edge", "Service/edge");
    }

    private static List<String> changed(Map<String, String> before) {
        return Stream.concat(before.keySet().stream(), cluster.versions().keySet().stream())
                .distinct()
                .filter(object -> !cluster.versions().getOrDefault(object, "").equals(before.get(object)))
                .toList();
    }

    @Test
    void podTemplateChangeStartsARollout() {
        cluster.createServing();

        cluster.edit(
                "\"kind\":\"Deployment\",",
                "\"kind\":\"Deployment\",\"podAnnotations\":{\"example.com/team\":\"mail\"},");
        cluster.await(ConditionType.Ready, "False", "RollingOut");
        Deployment rolling = cluster.deployment();
        cluster.updatePods();
        cluster.await(ConditionType.Ready, "True", "Ready");

        assertThat(rolling.getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(rolling.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("example.com/team", "mail");
        cluster.await("events", () -> cluster.events().containsAll(List.of("RolloutStarted", "RolloutComplete")));
    }

    @Test
    void rotatedCertificateDoesNotReplacePods() {
        cluster.createServing();
        Map<String, String> before = cluster.versions();
        PemPair next = cluster.issue();

        cluster.secret("mail-tls", next.certificate(), next.key());
        cluster.await("the new key", () -> next.key().equals(cluster.file("mail-tls_tls.key")));

        assertThat(cluster.file("mail-tls_tls.crt")).isEqualTo(next.certificate());
        assertThat(changed(before)).containsExactly("Secret/edge-secrets-0");
    }

    @Test
    void newDomainWithASecretDoesNotReplacePods() {
        cluster.createServing();
        String deployment = cluster.versions().get("Deployment/edge");
        PemPair pair = cluster.issue();
        cluster.secret("org-tls", pair.certificate(), pair.key());

        cluster.edit(
                "\"hostname\":\"mail.example.com\"",
                "\"hostname\":\"mail.example.com\",\"domains\":[{\"name\":\"example.org\",\"virtualHosts\":"
                        + "[\"mail.example.org\"],\"certificateRef\":{\"name\":\"org-tls\"}}]");
        cluster.await("the key", () -> pair.key().equals(cluster.file("org-tls_tls.key")));
        cluster.await(ConditionType.Programmed, "False", "Pending");

        assertThat(cluster.config()).contains("example.org");
        assertThat(cluster.versions()).containsEntry("Deployment/edge", deployment);
    }

    @Test
    void poolFollowsTheEndpointsOfAService() {
        endpoints("10.0.0.7");
        PemPair pair = cluster.issue();
        cluster.secret("mail-tls", pair.certificate(), pair.key());
        cluster.create(text -> text.replace("port: 993}", "port: 993}\n    - {name: https, protocol: HTTPS, port: 443}")
                + "  upstream: {pools: [{name: mailclient, serversFrom: {service: {name: mailbox}}}]}\n");
        cluster.await("the server", () -> cluster.config().contains("10.0.0.7"));

        endpoints("10.0.0.8");
        cluster.await("the new server", () -> cluster.config().contains("10.0.0.8"));

        assertThat(cluster.config()).doesNotContain("10.0.0.7").doesNotContain("serversFrom");
    }

    private static void endpoints(String address) {
        cluster.client()
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
    void manualChangesAreReverted() {
        cluster.createServing();

        cluster.object(Deployment.class, "edge").edit(deployment -> {
            deployment.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("elsewhere/proxy:1");
            return deployment;
        });
        cluster.object(ServiceAccount.class, "edge").delete();
        cluster.await("the image", () -> cluster.deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage()
                .startsWith("zimbra-proxy/proxy:"));
        cluster.await(
                "the account",
                () -> cluster.object(ServiceAccount.class, "edge").get() != null);
    }

    @Test
    void daemonSetReplacesDeployment() {
        cluster.createServing();

        cluster.edit("\"kind\":\"Deployment\"", "\"kind\":\"DaemonSet\"");
        cluster.await(
                "the DaemonSet", () -> cluster.object(DaemonSet.class, "edge").get() != null);
        cluster.await("the Deployment is deleted", () -> cluster.deployment() == null);
    }

    /** If the operator only stopped applying {@code replicas}, the API server would reset it to 1. */
    @Test
    void autoscalerOwnsTheNumberOfPods() {
        cluster.createServing();
        cluster.edit("\"kind\":\"Deployment\",\"replicas\":2", "\"kind\":\"Deployment\",\"replicas\":5");
        cluster.await("five pods", () -> cluster.deployment().getSpec().getReplicas() == 5);

        cluster.edit("\"autoscaling\":{\"enabled\":false", "\"autoscaling\":{\"enabled\":true");
        cluster.await(
                "the autoscaler",
                () -> cluster.object(HorizontalPodAutoscaler.class, "edge").get() != null);
        assertThat(cluster.deployment().getSpec().getReplicas()).isEqualTo(5);

        cluster.object(Deployment.class, "edge").edit(deployment -> {
            deployment.getSpec().setReplicas(7);
            return deployment;
        });
        int requests = cluster.pods().configRequests();
        cluster.annotate("example.com/touched", "yes");
        cluster.await("a reconcile", () -> cluster.pods().configRequests() > requests);
        assertThat(cluster.deployment().getSpec().getReplicas())
                .as("replicas set by the autoscaler")
                .isEqualTo(7);
    }

    @Test
    void pausedResourceIsNotChanged() {
        cluster.createServing();
        cluster.annotate("zimbraproxy.io/paused", "true");
        cluster.await(ConditionType.Warning, "True", "Paused");
        Map<String, String> before = cluster.versions();

        cluster.edit("\"lineBytes\":16384", "\"lineBytes\":20000");
        cluster.await(ConditionType.Programmed, "False", "Pending");
        assertThat(cluster.versions()).isEqualTo(before);

        cluster.annotate("zimbraproxy.io/paused", "false");
        cluster.await("the change", () -> cluster.config().contains("lineBytes: 20000"));
    }

    /** Kubernetes deletes owned objects by their owner references. */
    @Test
    void ownedObjectsAreDeletedWithTheResource() {
        cluster.createServing();
        String uid = cluster.proxy().get().getMetadata().getUid();
        List<HasMetadata> objects = List.of(
                cluster.deployment(),
                cluster.object(Service.class, "edge").get(),
                cluster.object(ServiceAccount.class, "edge").get());
        cluster.edit("\"kind\":\"Deployment\",\"replicas\":2", "\"kind\":\"Deployment\",\"replicas\":3");
        cluster.await(ConditionType.Ready, "False", "RollingOut");

        cluster.proxy().delete();

        assertThat(objects).allSatisfy(object -> assertThat(object.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> {
                    assertThat(owner.getUid()).isEqualTo(uid);
                    assertThat(owner.getController()).isTrue();
                }));
        cluster.await("nothing is left", () -> cluster.versions().isEmpty());
    }

    @Test
    void settledResourceCausesNoWrites() {
        cluster.createServing();
        cluster.server().clearRequests();

        for (int i = 0; i < 100; i++) {
            int before = cluster.pods().configRequests();
            cluster.annotate("example.com/touched", String.valueOf(i));
            cluster.await("a reconcile", () -> cluster.pods().configRequests() > before);
        }

        assertThat(cluster.server().writes()).isEmpty();
    }
}
