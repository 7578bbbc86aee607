package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The permissions of the operator are exactly those in rbac.tsv. */
class RbacTest {
    private static final Path NAMESPACED = ProjectFiles.K8S.resolve("overlays/namespaced");

    static Stream<Rendering> all() {
        return Rendering.all();
    }

    /** Returns the permissions in rbac.tsv as {@code group/resource verb}. */
    private static Set<String> listedPermissions() {
        Set<String> permissions = new TreeSet<>();
        RequiredField.lines("rbac.tsv").forEach(row -> {
            for (String verb : row[2].split(",", -1)) {
                permissions.add((row[0].equals("-") ? "" : row[0]) + "/" + row[1] + " " + verb);
            }
        });
        return permissions;
    }

    private static Set<String> permissions(Stream<JsonNode> roles) {
        Set<String> permissions = new TreeSet<>();
        roles.flatMap(role -> StreamSupport.stream(role.path("rules").spliterator(), false))
                .forEach(rule -> rule.path("apiGroups")
                        .forEach(group -> rule.path("resources").forEach(resource -> rule.path("verbs")
                                .forEach(verb -> permissions.add(
                                        group.asText() + "/" + resource.asText() + " " + verb.asText())))));
        return permissions;
    }

    /** Returns the roles of one kind that are bound to the operator's service account. */
    private static Stream<JsonNode> bound(Rendering rendering, String kind) {
        List<String> names = rendering
                .ofKind(kind + "Binding")
                .filter(binding -> binding.at("/subjects/0/name").asText().equals("zimbra-proxy-operator"))
                .map(binding -> binding.at("/roleRef/name").asText())
                .toList();
        return rendering
                .ofKind(kind)
                .filter(role -> names.contains(role.at("/metadata/name").asText()));
    }

    @Test
    void installationGrantsTheListedPermissions() {
        Rendering installed = Rendering.installation();

        assertThat(permissions(Stream.concat(bound(installed, "ClusterRole"), bound(installed, "Role"))))
                .isEqualTo(listedPermissions());
        assertThat(permissions(bound(installed, "Role")))
                .allMatch(permission -> permission.startsWith("coordination.k8s.io/leases "));
    }

    @Test
    void chartGrantsTheListedPermissions() {
        Rendering chart = Rendering.charted(ProjectFiles.CHART.resolve("ci/defaults.yaml"));

        assertThat(permissions(Stream.concat(bound(chart, "ClusterRole"), bound(chart, "Role"))))
                .isEqualTo(listedPermissions());
        assertThat(permissions(bound(chart, "Role")))
                .allMatch(permission -> permission.startsWith("coordination.k8s.io/leases "));
    }

    @Test
    void namespacedChartGrantsNothingClusterWide() {
        Rendering chart = Rendering.charted(ProjectFiles.CHART.resolve("ci/namespaced.yaml"));

        assertThat(chart.ofKind("ClusterRole")).isEmpty();
        assertThat(chart.ofKind("ClusterRoleBinding")).isEmpty();
        assertThat(permissions(bound(chart, "Role"))).isEqualTo(listedPermissions());
    }

    @Test
    void namespacedOverlayGrantsNothingClusterWide() {
        ExternalProgram.KUBECTL.assumeAvailable();
        Rendering overlay = Rendering.kustomized(NAMESPACED);

        assertThat(overlay.ofKind("ClusterRoleBinding")).isEmpty();
        assertThat(permissions(bound(overlay, "Role"))).isEqualTo(listedPermissions());
    }

    /** Checks all roles, also those for users and for the demo. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void noRoleUsesWildcards(Rendering rendering) {
        Set<String> granted = permissions(Stream.concat(rendering.ofKind("ClusterRole"), rendering.ofKind("Role")));

        assertThat(granted).noneMatch(permission -> permission.contains("*"));
        assertThat(granted).noneMatch(permission -> permission.matches(".* (escalate|bind|impersonate)"));
    }

    @Test
    void userRolesIncludeTheResource() {
        Rendering installed = Rendering.installation();

        assertThat(userPermissions(installed, "view"))
                .isNotEmpty()
                .noneMatch(permission -> permission.matches(".* (create|update|patch|delete.*)"));
        assertThat(userPermissions(installed, "edit"))
                .contains("zimbraproxy.io/zimbraproxies create", "zimbraproxy.io/zimbraproxies/scale patch");
        assertThat(userPermissions(installed, "admin")).contains("zimbraproxy.io/zimbraproxies deletecollection");
    }

    private static Set<String> userPermissions(Rendering installed, String role) {
        return permissions(installed.ofKind("ClusterRole").filter(found -> found.at("/metadata/labels")
                .path("rbac.authorization.k8s.io/aggregate-to-" + role)
                .asText()
                .equals("true")));
    }
}
