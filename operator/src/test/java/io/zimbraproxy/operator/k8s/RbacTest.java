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

/** The operator may do what is listed in rbac.tsv, all of it and nothing else. */
class RbacTest {
    private static final Path NAMESPACED = ProjectFiles.K8S.resolve("overlays/namespaced");

    static Stream<Rendering> all() {
        return Rendering.all();
    }

    /** {@code group/resource verb}, one for each right. */
    private static Set<String> contract() {
        Set<String> rights = new TreeSet<>();
        RequiredField.lines("rbac.tsv").forEach(row -> {
            for (String verb : row[2].split(",", -1)) {
                rights.add((row[0].equals("-") ? "" : row[0]) + "/" + row[1] + " " + verb);
            }
        });
        return rights;
    }

    private static Set<String> rights(Stream<JsonNode> roles) {
        Set<String> rights = new TreeSet<>();
        roles.flatMap(role -> StreamSupport.stream(role.path("rules").spliterator(), false))
                .forEach(rule -> rule.path("apiGroups")
                        .forEach(group -> rule.path("resources").forEach(resource -> rule.path("verbs")
                                .forEach(verb ->
                                        rights.add(group.asText() + "/" + resource.asText() + " " + verb.asText())))));
        return rights;
    }

    /** The roles bound to the operator's service account, of one kind. */
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
    void installationGivesWhatIsListed() {
        Rendering installed = Rendering.installation();

        assertThat(rights(Stream.concat(bound(installed, "ClusterRole"), bound(installed, "Role"))))
                .isEqualTo(contract());
        assertThat(rights(bound(installed, "Role"))).allMatch(right -> right.startsWith("coordination.k8s.io/leases "));
    }

    @Test
    void chartGivesTheSame() {
        Rendering chart = Rendering.charted(ProjectFiles.CHART.resolve("ci/defaults.yaml"));

        assertThat(rights(Stream.concat(bound(chart, "ClusterRole"), bound(chart, "Role"))))
                .isEqualTo(contract());
        assertThat(rights(bound(chart, "Role"))).allMatch(right -> right.startsWith("coordination.k8s.io/leases "));
    }

    @Test
    void inOneNamespaceNothingIsGivenBeyondIt() {
        Rendering chart = Rendering.charted(ProjectFiles.CHART.resolve("ci/namespaced.yaml"));

        assertThat(chart.ofKind("ClusterRole")).isEmpty();
        assertThat(chart.ofKind("ClusterRoleBinding")).isEmpty();
        assertThat(rights(bound(chart, "Role"))).isEqualTo(contract());
    }

    @Test
    void theOverlayForOneNamespaceDoesTheSame() {
        ExternalProgram.KUBECTL.need();
        Rendering overlay = Rendering.kustomized(NAMESPACED);

        assertThat(overlay.ofKind("ClusterRoleBinding")).isEmpty();
        assertThat(rights(bound(overlay, "Role"))).isEqualTo(contract());
    }

    /** Of all roles, those for people and for the demo too. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void nothingIsGivenByAWildcard(Rendering rendering) {
        Set<String> given = rights(Stream.concat(rendering.ofKind("ClusterRole"), rendering.ofKind("Role")));

        assertThat(given).noneMatch(right -> right.contains("*"));
        assertThat(given).noneMatch(right -> right.matches(".* (escalate|bind|impersonate)"));
    }

    @Test
    void peopleGetTheResourceByTheRolesTheyHave() {
        Rendering installed = Rendering.installation();

        assertThat(people(installed, "view"))
                .isNotEmpty()
                .noneMatch(right -> right.matches(".* (create|update|patch|delete.*)"));
        assertThat(people(installed, "edit"))
                .contains("zimbraproxy.io/zimbraproxies create", "zimbraproxy.io/zimbraproxies/scale patch");
        assertThat(people(installed, "admin")).contains("zimbraproxy.io/zimbraproxies deletecollection");
    }

    private static Set<String> people(Rendering installed, String role) {
        return rights(installed.ofKind("ClusterRole").filter(found -> found.at("/metadata/labels")
                .path("rbac.authorization.k8s.io/aggregate-to-" + role)
                .asText()
                .equals("true")));
    }
}
