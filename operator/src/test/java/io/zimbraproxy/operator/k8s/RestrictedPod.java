package io.zimbraproxy.operator.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Checks pods against the Pod Security Standard "restricted" and the project's own rules: numeric user, read-only root, requests, limits. */
public final class RestrictedPod {
    private static final Set<String> VOLUMES = Set.of(
            "name",
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "persistentVolumeClaim",
            "projected",
            "secret");

    private final JsonNode spec;
    private final List<String> problems = new ArrayList<>();

    private RestrictedPod(JsonNode template) {
        spec = template.path("spec");
    }

    /** Returns the violations of the standard and of the project's rules by a pod template. */
    static List<String> problems(JsonNode template) {
        RestrictedPod pod = new RestrictedPod(template);
        pod.checkStandard();
        pod.checkProjectRules();
        return pod.problems;
    }

    /** Returns the violations of the standard by a pod template. */
    public static List<String> problemsByStandard(JsonNode template) {
        RestrictedPod pod = new RestrictedPod(template);
        pod.checkStandard();
        return pod.problems;
    }

    private void checkStandard() {
        checkPod();
        containers().forEach(this::checkContainer);
    }

    private void checkProjectRules() {
        expect(spec.at("/securityContext/runAsUser").asInt() == 65532, "securityContext.runAsUser");
        containers().forEach(this::checkContainerByProjectRules);
    }

    private Stream<JsonNode> containers() {
        return Stream.of("initContainers", "containers").flatMap(list -> stream(spec.path(list)));
    }

    private void checkPod() {
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC", "hostUsers")) {
            expect(!spec.path(host).asBoolean(), host);
        }
        JsonNode security = spec.path("securityContext");
        expect(security.path("runAsNonRoot").asBoolean(), "securityContext.runAsNonRoot");
        expect(security.path("runAsUser").asInt(1) != 0, "securityContext.runAsUser");
        expect(security.at("/seccompProfile/type").asText().equals("RuntimeDefault"), "securityContext.seccompProfile");
        expect(!security.has("sysctls"), "securityContext.sysctls");
        stream(spec.path("volumes")).forEach(volume -> volume.fieldNames()
                .forEachRemaining(type -> expect(VOLUMES.contains(type), "volume " + type)));
    }

    private void checkContainer(JsonNode container) {
        String name = container.path("name").asText() + ": ";
        JsonNode security = container.path("securityContext");
        expect(security.has("allowPrivilegeEscalation"), name + "allowPrivilegeEscalation is missing");
        expect(!security.path("allowPrivilegeEscalation").asBoolean(true), name + "allowPrivilegeEscalation");
        expect(!security.path("privileged").asBoolean(), name + "privileged");
        expect(security.at("/capabilities/drop").toString().equals("[\"ALL\"]"), name + "capabilities.drop");
        expect(!security.at("/capabilities").has("add"), name + "capabilities.add");
        expect(security.path("runAsNonRoot").asBoolean(true), name + "runAsNonRoot");
        expect(security.path("runAsUser").asInt(1) != 0, name + "runAsUser");
        stream(container.path("ports"))
                .forEach(port -> expect(!port.has("hostPort"), name + "hostPort " + port.path("hostPort")));
    }

    private void checkContainerByProjectRules(JsonNode container) {
        String name = container.path("name").asText() + ": ";
        expect(container.at("/securityContext/readOnlyRootFilesystem").asBoolean(), name + "readOnlyRootFilesystem");
        stream(container.path("ports"))
                .map(port -> port.path("containerPort").asInt())
                .forEach(port -> expect(port > 1024, name + "port " + port));
        for (String quantity : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
            expect(!container.at("/resources" + quantity).isMissingNode(), name + "resources" + quantity);
        }
        expect(hasTmp(container), name + "no volume on /tmp");
    }

    private static boolean hasTmp(JsonNode container) {
        return stream(container.path("volumeMounts"))
                .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp"));
    }

    private void expect(boolean good, String what) {
        if (!good) {
            problems.add(what);
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
